// SPDX-License-Identifier: Apache-2.0
package org.shuniu.business.kit.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.HexFormat;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.crypto.engines.SM4Engine;
import org.bouncycastle.crypto.params.KeyParameter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shuniu.api.base.HubException;

/** The standards' own examples, and what must not pass. */
class SoftCryptoTest {
  /** GB/T 32918.5-2017, annex A.2: private key, public key, message, signature. */
  private static final String D =
      "3945208F7B2144B13F36E38AC6D39F95889393692860B51A42FB81EF4DF7C5B8";

  private static final String P =
      "09F9DF311E5421A150DD7D161E4BC5C672179FAD1833FC076BB08FF356F35020"
          + "CCEA490CE26775A52DC6EA718CC1AA600AED05FBF35E084A6632F6072DA9AD13";
  private static final String R =
      "F5A03B0648D2C4630EEAC513E1BB81A15944DA3827D5B74143AC7EACEEE720B3";
  private static final String S =
      "B1B6AA29DF212FD8763182BC0D421CA1BB9038FD1F7F42D4840B69C485BBC1AA";

  /** References are the keys themselves. */
  private final Crypto crypto = new SoftCrypto(reference -> reference);

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  /** GB/T 32905-2016, annex A. */
  @ParameterizedTest
  @CsvSource({
    "abc,66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0",
    "abcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcd,"
        + "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"
  })
  void sm3OfTheStandard(String text, String digest) {
    assertThat(hex(crypto.digest("SM3", bytes(text)))).isEqualTo(digest);
  }

  /** GB/T 32907-2016, annex A.1: the block cipher under the mode that is offered. */
  @Test
  void sm4OfTheStandard() {
    byte[] key = Keys.bytes("0123456789abcdeffedcba9876543210");
    SM4Engine engine = new SM4Engine();
    engine.init(true, new KeyParameter(key));
    byte[] out = new byte[16];
    engine.processBlock(key, 0, out, 0);
    assertThat(hex(out)).isEqualTo("681edf34d206965e86b3e94f536e4246");
  }

  @Test
  void sm2OfTheStandard() throws Exception {
    ASN1EncodableVector parts = new ASN1EncodableVector();
    parts.add(new ASN1Integer(new BigInteger(R, 16)));
    parts.add(new ASN1Integer(new BigInteger(S, 16)));
    byte[] signature = new DERSequence(parts).getEncoded();
    assertThat(crypto.verify("SM3withSM2", P, bytes("message digest"), signature)).isTrue();
    assertThat(crypto.verify("SM3withSM2", "04" + P, bytes("message digest"), signature)).isTrue();
    assertThat(crypto.verify("SM3withSM2", P, bytes("message digesT"), signature)).isFalse();
    assertThat(crypto.verify("SM3withSM2", P, bytes("message digest"), bytes("x"))).isFalse();
  }

  @Test
  void whatIsSignedWithTheSecretIsProvedWithTheOpenKey() throws Exception {
    byte[] text = bytes("养老保险");
    assertThat(crypto.verify("SM3withSM2", P, text, crypto.sign("SM3withSM2", D, text))).isTrue();
    KeyPair pair = KeyPairGenerator.getInstance("RSA").generateKeyPair();
    String secret = Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded());
    String open = Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
    byte[] signature = crypto.sign("SHA256withRSA", secret, text);
    assertThat(crypto.verify("SHA256withRSA", open, text, signature)).isTrue();
    assertThat(crypto.verify("SHA256withRSA", open, bytes("other"), signature)).isFalse();
  }

  /** RFC 4231, test case 2. */
  @Test
  void hmacOfTheStandard() {
    byte[] text = bytes("what do ya want for nothing?");
    byte[] code = crypto.sign("HmacSHA256", "Jefe", text);
    assertThat(hex(code))
        .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    assertThat(crypto.verify("HmacSHA256", "Jefe", text, code)).isTrue();
    assertThat(crypto.verify("HmacSHA256", "Jeff", text, code)).isFalse();
    assertThat(crypto.sign("HmacSM3", "Jefe", text)).hasSize(32);
  }

  @ParameterizedTest
  @CsvSource({
    "SM4/GCM,0123456789abcdeffedcba9876543210,0123456789abcdeffedcba9876543210",
    "AES/GCM,0123456789abcdeffedcba9876543210,0123456789abcdeffedcba9876543210",
    "SM2," + P + "," + D
  })
  void whatIsEncryptedComesBackAndWhatIsChangedDoesNot(String how, String open, String secret) {
    byte[] text = bytes("身份证号码");
    byte[] one = crypto.encrypt(how, open, text);
    assertThat(one).isNotEqualTo(crypto.encrypt(how, open, text));
    assertThat(crypto.decrypt(how, secret, one)).isEqualTo(text);
    one[one.length - 1] ^= 1;
    HubException fault =
        catchThrowableOfType(HubException.class, () -> crypto.decrypt(how, secret, one));
    assertThat(fault.code()).isEqualTo("business.crypto.text-invalid");
    assertThatThrownBy(() -> crypto.decrypt(how, secret, new byte[3]))
        .isInstanceOf(HubException.class);
  }

  @Test
  void unknownAlgorithmsAndWrongKeysAreToldWithoutTheKey() {
    assertThatThrownBy(() -> crypto.digest("MD5", new byte[0]))
        .hasMessageContaining("business.crypto.algorithm-unknown");
    assertThatThrownBy(() -> crypto.sign("NONEwithRSA", "key", new byte[0]))
        .hasMessageContaining("business.crypto.algorithm-unknown");
    assertThatThrownBy(() -> crypto.sign("SM3withSM2", "my-secret-key", new byte[0]))
        .hasMessageContaining("business.crypto.key-invalid")
        .hasMessageNotContaining("my-secret-key")
        .hasNoCause();
  }
}
