package dev.lanewise.app.console;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** An option that is a whole number of a range; the message names what was given and the range. */
public abstract class WholeNumber implements ITypeConverter<Integer> {
  private final int smallest;
  private final int largest;

  /** Both ends are allowed. */
  protected WholeNumber(int smallest, int largest) {
    this.smallest = smallest;
    this.largest = largest;
  }

  @Override
  public final Integer convert(String text) {
    try {
      int number = Integer.parseInt(text);
      if (number >= smallest && number <= largest) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      // Told below.
    }
    throw new TypeConversionException(
        "'" + text + "' must be a whole number from " + smallest + " to " + largest);
  }
}
