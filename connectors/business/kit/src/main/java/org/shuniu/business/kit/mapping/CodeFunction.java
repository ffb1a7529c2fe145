// SPDX-License-Identifier: Apache-2.0
package org.shuniu.business.kit.mapping;

import java.util.function.BiFunction;
import net.sf.saxon.s9api.ExtensionFunction;
import net.sf.saxon.s9api.ItemType;
import net.sf.saxon.s9api.OccurrenceIndicator;
import net.sf.saxon.s9api.QName;
import net.sf.saxon.s9api.SaxonApiException;
import net.sf.saxon.s9api.SequenceType;
import net.sf.saxon.s9api.XdmAtomicValue;
import net.sf.saxon.s9api.XdmEmptySequence;
import net.sf.saxon.s9api.XdmValue;
import org.jspecify.annotations.Nullable;

/** One direction of the code tables, callable from XPath: {@code m:ours('status', @code)}. */
record CodeFunction(
    String name, BiFunction<@Nullable Object, @Nullable Object, @Nullable Object> codes)
    implements ExtensionFunction {
  static final String NAMESPACE = "urn:shuniu:mapping";

  private static final SequenceType TEXT =
      SequenceType.makeSequenceType(ItemType.STRING, OccurrenceIndicator.ONE);

  private static final SequenceType PERHAPS =
      SequenceType.makeSequenceType(ItemType.ANY_ATOMIC_VALUE, OccurrenceIndicator.ZERO_OR_ONE);

  @Override
  public QName getName() {
    return new QName(NAMESPACE, name);
  }

  @Override
  public SequenceType getResultType() {
    return PERHAPS;
  }

  @Override
  public SequenceType[] getArgumentTypes() {
    return new SequenceType[] {TEXT, PERHAPS};
  }

  @Override
  public XdmValue call(XdmValue[] arguments) throws SaxonApiException {
    if (arguments[1].isEmpty()) {
      return XdmEmptySequence.getInstance();
    }
    String table = arguments[0].itemAt(0).getStringValue();
    String code = arguments[1].itemAt(0).getStringValue();
    try {
      return new XdmAtomicValue(String.valueOf(codes.apply(table, code)));
    } catch (RuntimeException e) {
      throw new SaxonApiException(e);
    }
  }
}
