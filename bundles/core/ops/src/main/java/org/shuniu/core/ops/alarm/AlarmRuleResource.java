// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.ops.alarm;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.shuniu.api.base.HubException;
import org.shuniu.api.base.Ids;
import org.shuniu.api.hub.Access;
import org.shuniu.api.hub.Audit;
import org.shuniu.api.hub.Needs;
import org.shuniu.api.hub.RestResource;
import org.shuniu.core.ops.system.Sample;
import org.shuniu.core.ops.system.Threshold;

/** The rules by which alarms rise, and who is told. */
@Component(service = Object.class)
@RestResource
@Path("/alarm-rules")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class AlarmRuleResource {
  private static final String MANAGE = "alarm:manage";
  private static final Pattern METRIC = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]{0,99}");
  private static final int LONGEST_NAME = 100;
  private static final int MAX_RECIPIENTS = 20;
  private static final int LONGEST_WAIT = 86_400;

  private final AlarmDesk desk;
  private final Access access;
  private final Audit audit;

  /**
   * When an alarm rises.
   *
   * @param name absent for a built-in rule
   * @param builtIn made from the thresholds of the system page, changed there
   */
  record AlarmRuleView(
      String id,
      Optional<String> name,
      String metric,
      Optional<String> label,
      boolean above,
      Optional<Double> info,
      Optional<Double> warn,
      Optional<Double> critical,
      int forSeconds,
      List<String> tell,
      boolean enabled,
      boolean builtIn) {}

  /**
   * A rule of an administrator. One without a label replaces the built-in rule on its metric.
   *
   * @param metric a gauge or counter of {@code /metrics}
   * @param label {@code name=value} that the series has to have
   * @param tell {@code mail:ADDRESS} or {@code sms:NUMBER}; empty: the usual recipients
   */
  record AlarmRuleInput(
      String name,
      String metric,
      Optional<String> label,
      boolean above,
      Optional<Double> info,
      Optional<Double> warn,
      Optional<Double> critical,
      int forSeconds,
      List<String> tell,
      boolean enabled) {}

  /** A metric that can be watched, and its series as they are now. */
  record MetricView(String metric, List<MetricSeries> series) {}

  /** One series. */
  record MetricSeries(String labels, double value) {}

  /**
   * Who is told.
   *
   * @param ways that are set up: {@code mail}, {@code sms}
   * @param recipients who is told where a rule names nobody
   */
  record DeliveryView(List<String> ways, List<String> recipients) {}

  /** Somebody to be told that nothing is wrong. */
  record TestInput(String to) {}

  @Activate
  public AlarmRuleResource(
      @Reference AlarmDesk desk, @Reference Access access, @Reference Audit audit) {
    this.desk = desk;
    this.access = access;
    this.audit = audit;
  }

  @GET
  @Needs(AlarmDesk.READ)
  @Operation(operationId = "listAlarmRules", summary = "All rules, the built-in ones first")
  public List<AlarmRuleView> list() {
    access.require(AlarmDesk.READ);
    return desk.rules().stream().map(AlarmRuleResource::view).toList();
  }

  @GET
  @Needs(MANAGE)
  @Path("/metrics")
  @Operation(operationId = "listAlarmMetrics", summary = "What rules can watch, with its value now")
  public List<MetricView> metrics() {
    access.require(MANAGE);
    Map<String, List<MetricSeries>> byName = new TreeMap<>();
    for (Sample sample : desk.samples()) {
      if (Double.isFinite(sample.value())) {
        byName.merge(
            sample.metric(),
            List.of(new MetricSeries(sample.series(), sample.value())),
            (a, b) -> a.size() < LONGEST_NAME ? Stream.concat(a.stream(), b.stream()).toList() : a);
      }
    }
    return byName.entrySet().stream().map(e -> new MetricView(e.getKey(), e.getValue())).toList();
  }

  @GET
  @Needs(MANAGE)
  @Path("/delivery")
  @Operation(operationId = "getAlarmDelivery", summary = "By which ways alarms are told, and whom")
  public DeliveryView delivery() {
    access.require(MANAGE);
    return new DeliveryView(desk.ways(), desk.recipients());
  }

  @POST
  @Needs(MANAGE)
  @Operation(operationId = "createAlarmRule", summary = "Make a rule")
  public AlarmRuleView create(AlarmRuleInput input) {
    access.require(MANAGE);
    return saved(Ids.next(), input, true);
  }

  @PUT
  @Needs(MANAGE)
  @Path("/{id}")
  @Operation(operationId = "updateAlarmRule", summary = "Change a rule")
  public AlarmRuleView update(@PathParam("id") String id, AlarmRuleInput input) {
    access.require(MANAGE);
    return saved(id, input, false);
  }

  @DELETE
  @Needs(MANAGE)
  @Path("/{id}")
  @Operation(operationId = "deleteAlarmRule", summary = "Remove a rule")
  public void delete(@PathParam("id") String id) {
    access.require(MANAGE);
    desk.book().remove(id);
    audit.record("alarm:delete-rule", "alarm-rule:" + id, Map.of());
  }

  @POST
  @Needs(MANAGE)
  @Path("/test")
  @Operation(operationId = "testAlarmDelivery", summary = "Send a test to a recipient, at once")
  public void test(TestInput input) {
    access.require(MANAGE);
    String to = Recipients.checked(input.to());
    audit.record("alarm:test", "alarm-rules", Map.of("way", to.substring(0, to.indexOf(':'))));
    desk.test(to);
  }

  private AlarmRuleView saved(String id, AlarmRuleInput input, boolean fresh) {
    AlarmRule rule = checked(id, input);
    desk.book().save(rule, fresh);
    audit.record(
        fresh ? "alarm:create-rule" : "alarm:update-rule",
        "alarm-rule:" + id,
        Map.of("metric", rule.threshold().metric(), "enabled", rule.enabled()));
    return view(rule);
  }

  private static AlarmRule checked(String id, AlarmRuleInput input) {
    String name = input.name().strip();
    require(!name.isEmpty() && name.length() <= LONGEST_NAME, "name");
    require(METRIC.matcher(input.metric()).matches(), "metric");
    Optional<String> label = input.label().map(String::strip).filter(text -> !text.isEmpty());
    require(label.map(AlarmRuleResource::isLabel).orElse(true), "label");
    List<Double> limits =
        Stream.of(input.info(), input.warn(), input.critical()).flatMap(Optional::stream).toList();
    require(!limits.isEmpty() && limits.stream().allMatch(Double::isFinite), "limits");
    require(inOrder(limits, input.above()), "limits");
    require(input.forSeconds() >= 0 && input.forSeconds() <= LONGEST_WAIT, "forSeconds");
    require(input.tell().size() <= MAX_RECIPIENTS, "tell");
    return new AlarmRule(
        id,
        name,
        new Threshold(
            input.metric(),
            input.above(),
            input.info(),
            input.warn(),
            input.critical(),
            input.forSeconds()),
        label,
        input.tell().stream().map(Recipients::checked).toList(),
        input.enabled(),
        false);
  }

  private static boolean isLabel(String text) {
    return text.indexOf('=') > 0 && text.length() <= LONGEST_NAME;
  }

  /** The worse, the further. */
  private static boolean inOrder(List<Double> limits, boolean above) {
    for (int i = 1; i < limits.size(); i++) {
      if (above ? limits.get(i) < limits.get(i - 1) : limits.get(i) > limits.get(i - 1)) {
        return false;
      }
    }
    return true;
  }

  private static void require(boolean good, String field) {
    if (!good) {
      throw HubException.invalid("ops.alarm-rule.invalid", Map.of("field", field));
    }
  }

  private static AlarmRuleView view(AlarmRule rule) {
    Threshold t = rule.threshold();
    return new AlarmRuleView(
        rule.id(),
        rule.name().isEmpty() ? Optional.empty() : Optional.of(rule.name()),
        t.metric(),
        rule.label(),
        t.above(),
        t.info(),
        t.warn(),
        t.critical(),
        t.forSeconds(),
        rule.tell(),
        rule.enabled(),
        rule.builtIn());
  }
}
