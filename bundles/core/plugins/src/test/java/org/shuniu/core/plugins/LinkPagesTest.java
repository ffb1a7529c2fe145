// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.shuniu.api.base.HubException;
import org.shuniu.api.business.BusinessCommand.QueryBusiness;
import org.shuniu.api.business.BusinessEvent.QueryAnswered;
import org.shuniu.api.testkit.FakeAccess;
import org.shuniu.core.plugins.ExchangeResource.Filter;
import org.shuniu.core.plugins.ExchangeResource.LinkExchange;
import org.shuniu.core.plugins.LinkResource.LinkOperation;
import org.shuniu.core.plugins.MappingResource.LinkMapping;
import org.shuniu.core.plugins.MappingResource.MappingPublication;
import org.shuniu.core.plugins.MappingResource.MappingRollBack;
import org.shuniu.core.plugins.MappingResource.MappingTrialInput;
import org.shuniu.core.plugins.MappingResource.MappingTrialView;
import org.shuniu.core.plugins.MappingResource.MappingVersion;

/** The REST operations of the links page, over a host with one mapped link. */
@Timeout(30)
class LinkPagesTest {
  private static final String IDENTITY = "11010519491231002X";
  private static final int LAST = Integer.MAX_VALUE;

  @TempDir Path directory;
  private Rig rig;
  private BusinessHost host;
  private final FakeAccess access = new FakeAccess();
  private final List<String> audited = new ArrayList<>();
  private final FakeMappedLink link = new FakeMappedLink();
  private MappingResource mapping;
  private ExchangeResource exchanges;
  private Path file;

  @BeforeEach
  void begin() throws IOException {
    rig = new Rig(directory);
    host = new BusinessHost(rig.services, Rig.BOUNDS);
    rig.bus.register(host);
    file = directory.resolve("links").resolve("guizhou.yaml");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "甲\n");
    link.use("甲\n");
    host.add(link, Rig.id("business", "gz"));
    await().until(() -> !host.links().isEmpty() && !host.link("gz").operations().isEmpty());
    access.user("lan", "link:read", "link:manage");
    Mappings mappings =
        new Mappings(
            file.getParent(),
            () -> List.of(link),
            rig.store.entityManager(),
            rig.store.transactions(),
            access,
            (operation, object, detail) -> audited.add(operation + " " + object),
            Clock.systemUTC());
    mapping =
        new MappingResource(
            host, mappings, access, (operation, object, detail) -> audited.add(operation));
    exchanges =
        new ExchangeResource(
            rig.store.entityManager(),
            rig.store.transactions(),
            access,
            (operation, object, detail) -> audited.add(operation));
  }

  @AfterEach
  void end() {
    host.deactivate();
    rig.close();
  }

  private void ask(String request) {
    rig.bus.publish(
        new QueryBusiness(
            "gz",
            request,
            "call-" + request,
            FakeMappedLink.QUERY,
            Map.of("identity", rig.vault.seal(IDENTITY)),
            Duration.ofSeconds(5)));
    await()
        .until(
            () ->
                rig.bus
                    .last(QueryAnswered.class)
                    .filter(answer -> answer.request().equals(request))
                    .isPresent());
  }

  private List<MappingVersion> versions() {
    return mapping.versions("gz", LAST, 20).items();
  }

  @Test
  void listsLinksWithWhatTheyCanDoAndHowTheyDid() {
    ask("q-1");
    await()
        .untilAsserted(
            () ->
                assertThat(new LinkResource(host, access).list())
                    .singleElement()
                    .satisfies(
                        view -> {
                          assertThat(view.state()).isEqualTo("ONLINE");
                          assertThat(view.mapping()).contains("guizhou");
                          assertThat(view.operations())
                              .containsExactly(
                                  new LinkOperation("account.query", "QUERY", Optional.of(1)),
                                  new LinkOperation(
                                      "card.report-loss", "IDEMPOTENT_ORDER", Optional.of(1)));
                          assertThat(view.figures().requests()).isEqualTo(1);
                          assertThat(view.figures().failed()).isZero();
                        }));
    assertThat(new LinkResource(host, access).operations())
        .anySatisfy(
            operation -> {
              assertThat(operation.name()).isEqualTo("account.query");
              assertThat(operation.schema()).containsEntry("x-kind", "query");
            });
  }

  @Test
  void exchangesAreFoundByWhatOneKnowsOfThem() {
    ask("q-1");
    ask("q-2");
    ask("q-3");
    await().until(() -> rig.count("ExchangeRow") == 3);
    assertThat(found(new Filter(), "g", 2))
        .extracting(LinkExchange::request)
        .containsExactly("q-3", "q-2");
    String cursor = exchanges.list("gz", new Filter(), "g", 2).next().orElseThrow();
    assertThat(found(new Filter(), cursor, 2))
        .extracting(LinkExchange::request)
        .containsExactly("q-1");
    Filter byRequest = new Filter();
    byRequest.request = "q-2";
    byRequest.operation = "account.query";
    byRequest.outcome = "answered";
    byRequest.from = "2000-01-01T00:00:00Z";
    assertThat(found(byRequest, "g", 50))
        .singleElement()
        .satisfies(e -> assertThat(e.matter()).contains("call-q-2"));
    Filter failed = new Filter();
    failed.outcome = "failed";
    assertThat(found(failed, "g", 50)).isEmpty();
    Filter early = new Filter();
    early.until = "2000-01-01T00:00:00Z";
    assertThat(found(early, "g", 50)).isEmpty();
    Filter wrong = new Filter();
    wrong.from = "yesterday";
    assertThatThrownBy(() -> found(wrong, "g", 50)).hasMessageContaining("time-invalid");
  }

  private List<LinkExchange> found(Filter filter, String cursor, int limit) {
    return exchanges.list("gz", filter, cursor, limit).items();
  }

  @Test
  void aLookAtTheTextsIsInTheAudit() {
    ask("q-1");
    await().until(() -> rig.count("ExchangeRow") == 1);
    String id = found(new Filter(), "g", 1).get(0).id();
    assertThat(exchanges.get("gz", id).exchange().request()).isEqualTo("q-1");
    assertThat(audited).containsExactly("link:exchange");
    assertThatThrownBy(() -> exchanges.get("other", id)).hasMessageContaining("exchange.unknown");
    access.user("agent", "citizen:business");
    assertThatThrownBy(() -> exchanges.get("gz", id)).hasMessageContaining("security.denied");
  }

  @Test
  void aTextIsPublishedWithItsHistoryAndTakenBack() throws IOException {
    LinkMapping before = mapping.get("gz");
    assertThat(before.text()).isEqualTo("甲\n");
    assertThat(before.inForce()).contains(before.revision());
    LinkMapping after = mapping.publish("gz", new MappingPublication(before.revision(), "乙\n"));
    assertThat(after.inForce()).contains(after.revision());
    assertThat(Files.readString(file)).isEqualTo("乙\n");
    assertThat(versions()).extracting(MappingVersion::kind).containsExactly("PUBLISHED", "FOUND");
    assertThat(versions().get(0).login()).contains("lan");
    assertThat(audited).contains("link:publish mapping:guizhou");

    mapping.rollBack("gz", 1, new MappingRollBack(after.revision()));
    assertThat(Files.readString(file)).isEqualTo("甲\n");
    assertThat(link.mapping().orElseThrow().text()).isEqualTo("甲\n");
    assertThat(versions().get(0).kind()).isEqualTo("ROLLED_BACK");
    assertThat(mapping.version("gz", 2).text()).isEqualTo("乙\n");
  }

  @Test
  void aBrokenTextChangesNothing() throws IOException {
    String revision = mapping.get("gz").revision();
    HubException refused =
        catchThrowableOfType(
            HubException.class,
            () -> mapping.publish("gz", new MappingPublication(revision, "乙\n!\n")));
    assertThat(refused.code()).isEqualTo("business.mapping.invalid");
    assertThat(refused.arguments()).containsEntry("line", 2);
    assertThat(Files.readString(file)).isEqualTo("甲\n");
    assertThat(link.mapping().orElseThrow().text()).isEqualTo("甲\n");
    assertThat(versions()).hasSize(1);
    assertThat(mapping.check("gz", new MappingResource.MappingText("!\n")).faults())
        .singleElement()
        .satisfies(fault -> assertThat(fault.line()).isEqualTo(1));
  }

  @Test
  void whatCannotBeWrittenIsNotInForce() throws IOException {
    String revision = mapping.get("gz").revision();
    Path inTheWay = file.resolveSibling("guizhou.yaml.new");
    Files.createDirectories(inTheWay.resolve("x"));
    assertThatThrownBy(() -> mapping.publish("gz", new MappingPublication(revision, "乙\n")))
        .hasMessageContaining("business.mapping.not-writable");
    assertThat(link.mapping().orElseThrow().text()).isEqualTo("甲\n");
    assertThat(versions()).hasSize(1);
  }

  @Test
  void whoeverEditsTheFileIsNotOverwritten() throws IOException {
    String seen = mapping.get("gz").revision();
    Files.writeString(file, "丙\n");
    assertThatThrownBy(() -> mapping.publish("gz", new MappingPublication(seen, "乙\n")))
        .hasMessageContaining("business.mapping.changed");
    assertThat(versions()).extracting(MappingVersion::kind).containsExactly("EDITED", "FOUND");
    assertThat(Files.readString(file)).isEqualTo("丙\n");
  }

  private MappingTrialView tried(
      boolean live, boolean confirmed, String operation, String example) {
    return mapping.tryOut(
        "gz",
        new MappingTrialInput(
            Optional.of("丁"),
            operation,
            Optional.ofNullable(example),
            Optional.of(Map.of("identity", IDENTITY)),
            Optional.of(live),
            Optional.of(confirmed)));
  }

  @Test
  void aDryTryShowsAllAndAsksNobody() {
    MappingTrialView view = tried(false, false, FakeMappedLink.QUERY, "well");
    assertThat(view.sent()).contains("<q>" + IDENTITY + "</q>");
    assertThat(view.differences())
        .singleElement()
        .satisfies(d -> assertThat(d.path()).isEqualTo("/name"));
    assertThat(view.problem()).isEmpty();
    assertThat(audited).isEmpty();
    assertThat(link.mapping().orElseThrow().text()).isEqualTo("甲\n");
  }

  @Test
  void aLiveTryIsMaskedLoggedAndAudited() {
    MappingTrialView view = tried(true, false, FakeMappedLink.QUERY, null);
    assertThat(view.sent()).contains("<q>***</q>");
    assertThat(view.received()).contains("<q>***</q>");
    assertThat(view.content()).containsEntry("identity", "***");
    assertThat(audited).containsExactly("link:try");
    await().until(() -> rig.count("ExchangeRow") == 1);
    LinkExchange logged = found(new Filter(), "g", 1).get(0);
    assertThat(exchanges.get("gz", logged.id()).sent()).contains("<q>***</q>");
  }

  @Test
  void anOrderIsTriedForRealByWhoHasSaidYes() {
    assertThatThrownBy(() -> tried(true, false, FakeMappedLink.ORDER, null))
        .hasMessageContaining("business.trial.unconfirmed");
    assertThat(audited).isEmpty();
    MappingTrialView view = tried(true, true, FakeMappedLink.ORDER, null);
    assertThat(view.problem())
        .hasValueSatisfying(
            problem -> {
              assertThat(problem.code()).isEqualTo("business.reply.invalid");
              assertThat(problem.field()).isEqualTo("receipt");
            });
  }

  @Test
  void contentThatIsNotAsTheSchemaSaysIsToldAndNotSent() {
    MappingTrialInput wrong =
        new MappingTrialInput(
            Optional.empty(),
            FakeMappedLink.QUERY,
            Optional.empty(),
            Optional.of(Map.of("identity", "1")),
            Optional.of(false),
            Optional.empty());
    assertThat(mapping.tryOut("gz", wrong).problem())
        .hasValueSatisfying(problem -> assertThat(problem.field()).isEqualTo("identity"));
    assertThatThrownBy(
            () ->
                mapping.tryOut(
                    "gz",
                    new MappingTrialInput(
                        Optional.empty(),
                        FakeMappedLink.QUERY,
                        Optional.empty(),
                        Optional.of(Map.of("identity", "1")),
                        Optional.of(true),
                        Optional.empty())))
        .hasMessageContaining("business.content.invalid");
  }

  @Test
  void onlyWhoManagesLinksMayTryAndPublish() {
    access.user("agent", "link:read");
    assertThat(mapping.get("gz").text()).isEqualTo("甲\n");
    assertThatThrownBy(() -> tried(false, false, FakeMappedLink.QUERY, null))
        .hasMessageContaining("security.denied");
    assertThatThrownBy(() -> mapping.publish("gz", new MappingPublication("x", "y")))
        .hasMessageContaining("security.denied");
  }

  @Test
  void aLinkThatIsWrittenInCodeHasNoMapping() {
    host.add(new FakeLink(), Rig.id("business", "oa"));
    await().until(() -> host.links().size() == 2);
    assertThatThrownBy(() -> mapping.get("oa")).hasMessageContaining("business.link.not-mapped");
    assertThatThrownBy(() -> mapping.get("nobody")).hasMessageContaining("business.link.unknown");
  }

  @Test
  void whatATextSaysCanBeAskedAsSoonAsItIsPublished() {
    mapping.publish("gz", new MappingPublication(mapping.get("gz").revision(), "vacancies\n"));
    assertThat(new LinkResource(host, access).list().get(0).operations())
        .extracting(LinkOperation::name)
        .containsExactly("vacancies.query");
    assertThat(host.instances().get(0).capabilities()).containsExactly("vacancies.query");
  }
}
