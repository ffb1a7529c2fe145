// SPDX-License-Identifier: Apache-2.0
package org.shuniu.channel.sms;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.OptionalParameter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Texts, numbers, ids and times as carriers write them. */
class PartTest {
  private static List<Part> parts(String text) {
    return Part.of(text, SmsConfig.LongText.UDH, 7);
  }

  @ParameterizedTest
  @CsvSource({
    "字,70,1", "字,71,2", "字,134,2", "字,135,3", "a,160,1", "a,161,2", "a,306,2", "a,307,3", "[,80,1",
    "[,81,2", "é,70,1", "é,71,2"
  })
  void dividesAtTheLimits(String letter, int count, int wanted) {
    assertThat(parts(letter.repeat(count))).hasSize(wanted);
  }

  @Test
  void noPartIsLongerThanAMessage() {
    for (String text : List.of("😀".repeat(500), "字".repeat(1_000), "[a".repeat(500))) {
      assertThat(parts(text))
          .allSatisfy(part -> assertThat(part.octets().length).isBetween(7, 159));
    }
    assertThat(parts("字".repeat(1_000)))
        .allSatisfy(part -> assertThat(part.octets().length).isLessThanOrEqualTo(140));
  }

  @Test
  void aPayloadIsOnePart() {
    List<Part> parts = Part.of("字".repeat(1_000), SmsConfig.LongText.PAYLOAD, 7);
    assertThat(parts).hasSize(1);
    assertThat(parts.get(0).payload()).isTrue();
    assertThat(parts.get(0).octets()).hasSize(2_000);
  }

  @ParameterizedTest
  @CsvSource({
    "13800138000,13800138000",
    "+8613800138000,13800138000",
    "8613800138000,13800138000",
    "008613800138000,13800138000",
    "+86 138-0013-8000,13800138000",
    "12800138000,",
    "1380013800,",
    "138001380001,",
    "01088886666,",
    "'',",
    "13800138000;DROP,"
  })
  void mobileNumbers(String written, String digits) {
    assertThat(PhoneNumber.mobile(written).orElse(null)).isEqualTo(digits);
  }

  @ParameterizedTest
  @CsvSource({
    "TEXT,00A1,00A1",
    "HEX,00A1,161",
    "DECIMAL,00000000000000000161,161",
    "DECIMAL,x-1,x-1",
    "HEX,'',''"
  })
  void idsInOneForm(IdForm form, String written, String plain) {
    assertThat(form.plain(written)).isEqualTo(plain);
  }

  @ParameterizedTest
  @CsvSource({
    "PT1H,000000010000000R",
    "PT26H3M4S,000001020304000R",
    "P10D,000003000000000R",
    "PT0S,000000000001000R",
    "PT-1H,000000000001000R"
  })
  void validityPeriod(Duration life, String written) {
    Instant now = Instant.parse("2026-11-22T04:00:00Z");
    assertThat(SmsChannel.validity(now, now.plus(life), Duration.ofDays(3))).isEqualTo(written);
  }

  @Test
  void theAlphabetIsItsOwnInverse() {
    String all = "Ticket 42 [A] {B} ~ ^ \\ | € @ $ _ é ñ Ω \n";
    assertThat(Gsm7.decode(Gsm7.encode(all))).isEqualTo(all);
  }

  @ParameterizedTest
  @CsvSource({
    "id:123 sub:001 dlvrd:001 submit date:2611220400 done date:2611220401 stat:DELIVRD err:000 text:,123,true,''",
    "id:123 sub:001 dlvrd:000 submit date:2611220400 done date:2611220401 stat:UNDELIV err:069 text:,123,false,UNDELIV 069",
    "ID:a-9 STAT:EXPIRED ERR:000,a-9,false,EXPIRED"
  })
  void receiptsByText(String text, String id, boolean delivered, String reason) {
    assertThat(Receipt.of(new DeliverSm(), text, IdForm.TEXT, IdForm.TEXT))
        .contains(new Receipt(id, delivered, reason));
  }

  @ParameterizedTest
  @CsvSource({"id:1 stat:ENROUTE", "id:1 stat:ACCEPTD", "stat:DELIVRD", "hello", "''"})
  void whatTellsNoEndIsNone(String text) {
    assertThat(Receipt.of(new DeliverSm(), text, IdForm.TEXT, IdForm.TEXT)).isEmpty();
  }

  @Test
  void receiptsByParametersComeFirst() {
    DeliverSm deliver = new DeliverSm();
    deliver.setOptionalParameters(
        new OptionalParameter.Receipted_message_id("0A"),
        new OptionalParameter.Message_state((byte) 2));
    assertThat(Receipt.of(deliver, "id:99 stat:UNDELIV", IdForm.HEX, IdForm.DECIMAL))
        .contains(new Receipt("10", true, ""));
  }
}
