// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.ops.alarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shuniu.api.base.HubException;
import org.shuniu.api.hub.LiveUpdate;
import org.shuniu.api.hub.Transactions;
import org.shuniu.api.services.outreach.SendNotice;
import org.shuniu.api.testkit.FakeAccess;
import org.shuniu.api.testkit.FakeBus;
import org.shuniu.api.testkit.TestClock;
import org.shuniu.api.testkit.TestStore;
import org.shuniu.core.ops.alarm.AlarmResource.AcknowledgementInput;
import org.shuniu.core.ops.alarm.AlarmResource.AlarmView;
import org.shuniu.core.ops.alarm.AlarmRuleResource.AlarmRuleInput;
import org.shuniu.core.ops.system.Level;
import org.shuniu.core.ops.system.Sample;
import org.shuniu.core.ops.system.Threshold;

class AlarmDeskTest {
  private static final Instant NOON = Instant.parse("2026-01-05T04:00:00Z");
  private static final String LI = "mail:li@example.org";

  private final TestStore store = new TestStore(AlarmRow.class, AlarmRuleRow.class);
  private final FakeBus bus = new FakeBus();
  private final TestClock clock = new TestClock(NOON);
  private final FakeAccess access = new FakeAccess();
  private final List<String> audited = new ArrayList<>();
  private final GreenMail smtp = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));
  private List<Sample> samples = List.of();
  private boolean databaseAway;
  private AlarmDesk desk;
  private AlarmResource alarms;
  private AlarmRuleResource rules;

  @BeforeEach
  void start() {
    smtp.start();
    smtp.setUser("hub", "secret");
    open(store, "sms:13800001234", LI);
  }

  @AfterEach
  void stop() {
    desk.stop();
    smtp.stop();
    store.close();
  }

  @Test
  void anAlarmRisesIsToldAcknowledgedAndClears() throws Exception {
    look(3, 0, 0);
    look(3, 30, 0);

    AlarmView alarm = alarms.open().get(0);
    assertThat(alarm.level()).isEqualTo(Level.CRITICAL);
    assertThat(alarm.series()).isEqualTo("of=home");
    assertThat(alarms.count().fresh()).isEqualTo(1);
    assertThat(bus.published(LiveUpdate.class)).isNotEmpty();

    look(3, 20, 0);
    MimeMessage mail = smtp.getReceivedMessages()[0];
    assertThat(mail.getSubject()).isEqualTo("【枢纽】严重告警 1 项");
    assertThat((String) mail.getContent()).contains("[严重] 磁盘剩余（%） (of=home)：3，01-05 12:00:30 起");
    assertThat(bus.published(SendNotice.class))
        .singleElement()
        .satisfies(
            notice -> {
              assertThat(notice.to()).isEqualTo("13800001234");
              assertThat(notice.text()).contains("磁盘剩余");
            });

    alarms.acknowledge(alarm.id(), new AcknowledgementInput(Optional.of("正在清理")));
    assertThat(alarms.count()).satisfies(c -> assertThat(c.fresh()).isZero());
    assertThat(audited).containsExactly("alarm:acknowledge");
    assertThatThrownBy(
            () -> alarms.acknowledge(alarm.id(), new AcknowledgementInput(Optional.empty())))
        .isInstanceOfSatisfying(
            HubException.class, e -> assertThat(e.code()).isEqualTo("ops.alarm.acknowledged"));

    look(50, 10, 30);
    assertThat(alarms.open()).isEmpty();
    assertThat(alarms.list(null, 10).items())
        .singleElement()
        .satisfies(
            past -> {
              assertThat(past.acknowledgedBy()).contains("admin");
              assertThat(past.note()).contains("正在清理");
              assertThat(past.clearedAt()).isPresent();
            });
    look(50, 20, 0);
    assertThat(smtp.getReceivedMessages()[1].getSubject()).isEqualTo("【枢纽】1 项告警已恢复");
  }

  @Test
  void whatComesAndGoesIsOneAlarmThatWasToldOnce() {
    for (int i = 0; i < 4; i++) {
      look(3, 30, 30);
      look(3, 20, 0);
      look(50, 10, 30);
      look(50, 20, 0);
    }
    assertThat(alarms.list(null, 10).items())
        .singleElement()
        .satisfies(alarm -> assertThat(alarm.times()).isEqualTo(4));
    assertThat(smtp.getReceivedMessages()).as("risen, over").hasSize(2);
  }

  @Test
  void anAlarmIsToldWhileTheDatabaseIsAwayAndWrittenDownLater() {
    databaseAway = true;
    look(3, 30, 30);
    look(3, 20, 0);
    assertThat(smtp.getReceivedMessages()).hasSize(1);

    databaseAway = false;
    look(3, 5, 0);
    assertThat(alarms.open()).hasSize(1);
  }

  @Test
  void openAlarmsOutliveARestart() {
    look(3, 30, 30);
    open(store);
    look(3, 5, 30);
    assertThat(alarms.open()).hasSize(1);
    look(50, 5, 30);
    assertThat(alarms.open()).isEmpty();
  }

  @Test
  void aRuleOfAnAdministratorReplacesTheBuiltInOne() {
    rules.create(rule("hub_disk_free_percent", Optional.of(1.0)));
    look(3, 30, 30);
    assertThat(alarms.open()).isEmpty();
    look(0.5, 1, 1);
    assertThat(alarms.open())
        .singleElement()
        .satisfies(alarm -> assertThat(alarm.name()).contains("own rule"));
    assertThat(rules.list()).hasSize(2);
    String id = rules.list().get(1).id();
    rules.delete(id);
    assertThat(audited).containsExactly("alarm:create-rule", "alarm:delete-rule");
    assertThat(rules.list()).hasSize(1);
  }

  @Test
  void aRuleThatMakesNoSenseIsRefused() {
    assertThatThrownBy(() -> rules.create(rule("no metric", Optional.of(1.0))))
        .hasMessageContaining("metric");
    assertThatThrownBy(() -> rules.create(rule("good", Optional.empty())))
        .hasMessageContaining("limits");
    assertThatThrownBy(
            () ->
                rules.create(
                    new AlarmRuleInput(
                        "n",
                        "m",
                        Optional.empty(),
                        true,
                        Optional.of(9.0),
                        Optional.of(1.0),
                        Optional.empty(),
                        0,
                        List.of(),
                        true)))
        .hasMessageContaining("limits");
    assertThatThrownBy(
            () ->
                rules.create(
                    new AlarmRuleInput(
                        "n",
                        "m",
                        Optional.empty(),
                        true,
                        Optional.of(9.0),
                        Optional.empty(),
                        Optional.empty(),
                        0,
                        List.of("mail:a@b\nBcc: c@d"),
                        true)))
        .isInstanceOfSatisfying(
            HubException.class, e -> assertThat(e.code()).isEqualTo("ops.recipient.invalid"));
  }

  @Test
  void aTestGoesOutAtOnceAndTellsWhatWentWrong() throws Exception {
    rules.test(new AlarmRuleResource.TestInput(LI));
    assertThat(smtp.getReceivedMessages()[0].getSubject()).isEqualTo("【枢纽】测试");
    assertThat(rules.delivery().ways()).containsExactly("mail", "sms");

    smtp.stop();
    assertThatThrownBy(() -> rules.test(new AlarmRuleResource.TestInput(LI)))
        .isInstanceOfSatisfying(
            HubException.class, e -> assertThat(e.code()).isEqualTo("ops.tell.failed"));
  }

  @Test
  void nothingIsSentWhileNothingIsSetUp() {
    AlarmConfig config = config(Map.of("recipients", new String[] {LI}));
    var mail = new MailTeller.Settings("", 25, "none", "", "", "", 1000);
    Teller unset = new MailTeller(mail, reference -> "", clock);
    open(store, List.of(unset), config);
    look(3, 30, 30);
    look(3, 20, 0);
    assertThat(alarms.open()).hasSize(1);
    assertThat(smtp.getReceivedMessages()).isEmpty();
    assertThat(rules.delivery().ways()).isEmpty();
  }

  private void open(TestStore on, String... recipients) {
    var mail =
        new MailTeller.Settings(
            "127.0.0.1", smtp.getSmtp().getPort(), "none", "hub@example.org", "hub", "s", 5000);
    open(
        on,
        List.of(
            new MailTeller(mail, reference -> "secret", clock), new TextTeller(true, bus, clock)),
        config(Map.of("hubName", "枢纽", "recipients", recipients)));
  }

  private void open(TestStore on, List<Teller> tellers, AlarmConfig config) {
    desk =
        new AlarmDesk(
            on.entityManager(),
            whileItIsThere(on.transactions()),
            bus,
            tellers,
            () -> samples,
            List.of(Threshold.parse("hub_disk_free_percent|below|15|5|30")),
            config,
            clock);
    access.user("admin", "alarm:read", "alarm:manage");
    alarms = new AlarmResource(desk, access, (operation, object, detail) -> audited.add(operation));
    rules =
        new AlarmRuleResource(desk, access, (operation, object, detail) -> audited.add(operation));
  }

  private Transactions whileItIsThere(Transactions real) {
    return new Transactions() {
      @Override
      public <T> T call(Supplier<T> work) {
        if (databaseAway) {
          throw HubException.capacity("store.unavailable", Map.of());
        }
        return real.call(work);
      }

      @Override
      public void afterCommit(Runnable action) {
        real.afterCommit(action);
      }

      @Override
      public boolean active() {
        return real.active();
      }
    };
  }

  /** The share that is free; looked at after some seconds, and once more after others. */
  private void look(double free, int afterSeconds, int andAfterSeconds) {
    samples = List.of(AlarmEngineTest.disk("home", free));
    clock.advance(Duration.ofSeconds(afterSeconds));
    desk.look();
    if (andAfterSeconds > 0) {
      clock.advance(Duration.ofSeconds(andAfterSeconds));
      desk.look();
    }
  }

  private static AlarmRuleInput rule(String metric, Optional<Double> critical) {
    return new AlarmRuleInput(
        "own rule",
        metric,
        Optional.empty(),
        false,
        Optional.empty(),
        Optional.empty(),
        critical,
        0,
        List.of(),
        true);
  }

  private static AlarmConfig config(Map<String, Object> changed) {
    return (AlarmConfig)
        Proxy.newProxyInstance(
            AlarmDeskTest.class.getClassLoader(),
            new Class<?>[] {AlarmConfig.class},
            (self, method, arguments) ->
                changed.getOrDefault(method.getName(), method.getDefaultValue()));
  }
}
