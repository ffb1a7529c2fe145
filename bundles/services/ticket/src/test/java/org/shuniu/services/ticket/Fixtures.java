// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ticket;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What many tests begin with. */
final class Fixtures {
  static final Instant START = Instant.parse("2026-03-02T02:00:00Z");
  static final String ID = "0190aaaa-0000-7000-8000-000000000001";
  static final String CONTACT = "0190aaaa-0000-7000-8000-00000000000c";
  static final String PHONE = "13800001234";

  static final Settings SETTINGS =
      new Settings(
          5,
          Duration.ofHours(72),
          Duration.ofHours(24),
          "您的诉求（编号{number}）办理结果：{reply}",
          120,
          Duration.ofHours(24),
          ZoneId.of("Asia/Shanghai"));

  static final String FORM =
      """
      {"process":"complaint","labelZh":"投诉办理","labelEn":"Complaint",
       "requestTypes":["COMPLAINT","REPORT"],
       "fields":[
        {"name":"employer","labelZh":"被诉单位","labelEn":"Employer","kind":"text","required":true,
         "max":50},
        {"name":"since","labelZh":"发生日期","labelEn":"Since","kind":"date","required":false},
        {"name":"topic","labelZh":"事项","labelEn":"Topic","kind":"select","required":false,
         "options":[{"value":"wages","labelZh":"拖欠工资","labelEn":"Wages owed"}]},
        {"name":"reach","labelZh":"联系电话","labelEn":"Phone","kind":"phone","required":false}]}
      """;

  private Fixtures() {}

  static TicketInput input(String id) {
    return new TicketInput(
        id,
        Optional.of(CONTACT),
        Optional.of("citizen-1"),
        RequestType.COMPLAINT,
        "labour.wages",
        "complaint",
        "拖欠工资",
        "公司已三个月未发工资。",
        Optional.of("labour"),
        false,
        Map.of("employer", "某公司"),
        List.of(new PartyInput(PartyRole.CALLER, "王小芳", Optional.of(PHONE), Optional.empty())));
  }

  static TicketInput confidential(String id) {
    TicketInput plain = input(id);
    return new TicketInput(
        id,
        plain.contact(),
        plain.citizen(),
        RequestType.REPORT,
        plain.category(),
        plain.process(),
        plain.title(),
        plain.text(),
        plain.department(),
        true,
        plain.fields(),
        List.of(
            new PartyInput(PartyRole.INFORMANT, "李建国", Optional.of(PHONE), Optional.empty()),
            new PartyInput(PartyRole.RESPONDENT, "某公司", Optional.empty(), Optional.empty())));
  }

  static TicketInput with(
      TicketInput input, Optional<String> department, List<PartyInput> parties) {
    return new TicketInput(
        input.id(),
        input.contact(),
        input.citizen(),
        input.requestType(),
        input.category(),
        input.process(),
        input.title(),
        input.text(),
        department,
        input.confidential(),
        input.fields(),
        parties);
  }

  static Head head() {
    return new Head(
        ID,
        "20260302-000001",
        Optional.of(CONTACT),
        Optional.empty(),
        RequestType.COMPLAINT,
        "labour.wages",
        "complaint",
        1,
        "拖欠工资",
        "公司已三个月未发工资。",
        false,
        Map.of(),
        "440300000000",
        "user-1",
        START);
  }

  static OperationInput op(int version) {
    return new OperationInput(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        version);
  }

  static OperationInput note(String note, int version) {
    OperationInput none = op(version);
    return new OperationInput(
        Optional.of(note), none.department(), none.answer(), none.reply(), none.outcome(), version);
  }

  static OperationInput outcome(String outcome, int version) {
    return new OperationInput(
        Optional.of("说明"),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(outcome),
        version);
  }

  static OperationInput full(
      String note, String department, String answer, String reply, String outcome) {
    return new OperationInput(
        Optional.of(note),
        Optional.of(department),
        Optional.of(answer),
        Optional.of(reply),
        Optional.of(outcome),
        0);
  }
}
