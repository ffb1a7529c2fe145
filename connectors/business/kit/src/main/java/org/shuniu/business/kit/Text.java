// SPDX-License-Identifier: Apache-2.0
package org.shuniu.business.kit;

import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts in the charset of a foreign system; GBK is as usual as UTF-8. */
public final class Text {
  private static final Pattern CHARSET =
      Pattern.compile(";\\s*charset\\s*=\\s*\"?([^\";\\s]+)", Pattern.CASE_INSENSITIVE);

  private Text() {}

  /**
   * An answer's body, in the charset that the answer names, or in the usual one. Fails with {@code
   * business.reply.invalid}, reason {@code charset}, where it is not so written.
   */
  public static String of(HttpResponse<byte[]> answer, Charset usual) {
    Matcher named = CHARSET.matcher(answer.headers().firstValue("Content-Type").orElse(""));
    try {
      Charset charset = named.find() ? Charset.forName(named.group(1)) : usual;
      return charset.newDecoder().decode(ByteBuffer.wrap(answer.body())).toString();
    } catch (IllegalCharsetNameException
        | UnsupportedCharsetException
        | CharacterCodingException e) {
      throw Faults.invalidReply("charset");
    }
  }

  /** Fails with {@code business.content.invalid} where the charset lacks a letter of the text. */
  public static byte[] bytes(String text, Charset charset) {
    try {
      ByteBuffer encoded = charset.newEncoder().encode(CharBuffer.wrap(text));
      byte[] bytes = new byte[encoded.remaining()];
      encoded.get(bytes);
      return bytes;
    } catch (CharacterCodingException e) {
      throw Faults.invalidContent("charset");
    }
  }
}
