// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.citizen;

import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import org.shuniu.api.base.HubException;
import org.shuniu.api.hub.Vault;

/**
 * An identity document. Its number is kept sealed and found by its fingerprint; it is in no text
 * that this class makes.
 *
 * @param number as it is compared: half-width capitals and digits without spaces
 */
record Document(DocumentKind kind, String number) {
  private static final int LENGTH = 18;
  private static final int[] RESIDENT_WEIGHTS = {
    7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2
  };
  private static final String RESIDENT_CHECKS = "10X98765432";
  private static final String CREDIT_LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY";

  /** A written number as a document; {@code citizen.identity.invalid} with what is wrong. */
  static Document of(DocumentKind kind, String written) {
    String number = normal(written);
    switch (kind) {
      case RESIDENT_IDENTITY -> checkResident(number);
      case CREDIT_CODE -> checkCredit(number);
      default -> refuseIf(!number.matches("[A-Z0-9()/-]{4,40}"), "form");
    }
    return new Document(kind, number);
  }

  /** A number that a business system has accepted: of the kind whose rules it keeps. */
  static Document recognised(String written) {
    String number = normal(written);
    for (DocumentKind kind :
        new DocumentKind[] {DocumentKind.RESIDENT_IDENTITY, DocumentKind.CREDIT_CODE}) {
      try {
        return of(kind, number);
      } catch (HubException e) {
        continue;
      }
    }
    return of(DocumentKind.OTHER, number);
  }

  /** By which a number is found, whatever the kind of its document. */
  static String print(Vault vault, String written) {
    return vault.fingerprint("citizen.identity", normal(written));
  }

  private static String normal(String written) {
    refuseIf(written.length() > 64, "form");
    return Normalizer.normalize(written, Normalizer.Form.NFKC)
        .replaceAll("\\s", "")
        .toUpperCase(Locale.ROOT);
  }

  private static void checkResident(String number) {
    refuseIf(!number.matches("[1-9]\\d{16}[\\dX]"), "form");
    LocalDate birth = birth(number.substring(6, 14));
    refuseIf(birth.getYear() < 1850 || birth.isAfter(LocalDate.now().plusDays(1)), "birth");
    int sum = 0;
    for (int i = 0; i < LENGTH - 1; i++) {
      sum += (number.charAt(i) - '0') * RESIDENT_WEIGHTS[i];
    }
    refuseIf(RESIDENT_CHECKS.charAt(sum % 11) != number.charAt(LENGTH - 1), "check-digit");
  }

  private static LocalDate birth(String digits) {
    try {
      return LocalDate.of(
          Integer.parseInt(digits.substring(0, 4)),
          Integer.parseInt(digits.substring(4, 6)),
          Integer.parseInt(digits.substring(6)));
    } catch (DateTimeException e) {
      throw invalid("birth");
    }
  }

  private static void checkCredit(String number) {
    refuseIf(!number.matches("[0-9A-HJ-NPQRTUWXY]{2}\\d{6}[0-9A-HJ-NPQRTUWXY]{10}"), "form");
    int sum = 0;
    int weight = 1;
    for (int i = 0; i < LENGTH - 1; i++) {
      sum += CREDIT_LETTERS.indexOf(number.charAt(i)) * weight;
      weight = weight * 3 % 31;
    }
    char check = CREDIT_LETTERS.charAt((31 - sum % 31) % 31);
    refuseIf(check != number.charAt(LENGTH - 1), "check-digit");
  }

  private static void refuseIf(boolean bad, String problem) {
    if (bad) {
      throw invalid(problem);
    }
  }

  private static HubException invalid(String problem) {
    return HubException.invalid("citizen.identity.invalid", Map.of("problem", problem));
  }

  @Override
  public String toString() {
    return kind.name();
  }
}
