// SPDX-License-Identifier: Apache-2.0
package org.shuniu.business.kit.crypto;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.jce.spec.ECParameterSpec;
import org.bouncycastle.jce.spec.ECPrivateKeySpec;
import org.bouncycastle.jce.spec.ECPublicKeySpec;

/**
 * Reads keys as secrets hold them, on one line: Base64 of PKCS#8 or X.509 without the lines around
 * it, or for SM2 the hexadecimal digits that Chinese systems hand out, 64 of the private key, 128
 * or with {@code 04} before them 130 of the public one.
 */
final class Keys {
  private static final String SM2_SECRET = "[0-9A-Fa-f]{64}";
  private static final String SM2_OPEN = "(04)?[0-9A-Fa-f]{128}";

  private Keys() {}

  static byte[] bytes(String hexadecimal) {
    return HexFormat.of().parseHex(hexadecimal.strip());
  }

  static PrivateKey secret(String algorithm, String text, Provider provider)
      throws GeneralSecurityException {
    String key = text.strip();
    if (algorithm.equals("SM3withSM2") && key.matches(SM2_SECRET)) {
      return KeyFactory.getInstance("EC", provider)
          .generatePrivate(new ECPrivateKeySpec(new BigInteger(key, 16), sm2()));
    }
    return factory(algorithm, provider)
        .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(key)));
  }

  static PublicKey open(String algorithm, String text, Provider provider)
      throws GeneralSecurityException {
    String key = text.strip();
    if (algorithm.equals("SM3withSM2") && key.matches(SM2_OPEN)) {
      String point = key.length() == 128 ? "04" + key : key;
      ECParameterSpec curve = sm2();
      return KeyFactory.getInstance("EC", provider)
          .generatePublic(new ECPublicKeySpec(curve.getCurve().decodePoint(bytes(point)), curve));
    }
    return factory(algorithm, provider)
        .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(key)));
  }

  private static KeyFactory factory(String algorithm, Provider provider)
      throws GeneralSecurityException {
    return KeyFactory.getInstance(algorithm.endsWith("RSA") ? "RSA" : "EC", provider);
  }

  private static ECParameterSpec sm2() {
    X9ECParameters curve = CustomNamedCurves.getByName("sm2p256v1");
    return new ECParameterSpec(curve.getCurve(), curve.getG(), curve.getN(), curve.getH());
  }
}
