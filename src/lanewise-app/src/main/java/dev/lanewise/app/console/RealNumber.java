package dev.lanewise.app.console;

import java.util.function.DoublePredicate;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** An option that is a number of a range; the message names what was given and the range. */
public abstract class RealNumber implements ITypeConverter<Double> {
  private final String range;
  private final DoublePredicate contains;

  /**
   * A range.
   *
   * @param range as it follows "must be a number"
   * @param contains whether a number is in it; NaN is not
   */
  protected RealNumber(String range, DoublePredicate contains) {
    this.range = range;
    this.contains = contains;
  }

  @Override
  public final Double convert(String text) {
    try {
      double number = Double.parseDouble(text);
      if (contains.test(number)) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      // Told below.
    }
    throw new TypeConversionException("'" + text + "' must be a number " + range);
  }
}
