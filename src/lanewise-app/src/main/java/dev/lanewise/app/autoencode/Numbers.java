package dev.lanewise.app.autoencode;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** What the numbers among the options may be; each message names the value and the range. */
final class Numbers {
  private Numbers() {}

  private static TypeConversionException wrong(String text, String allowed) {
    return new TypeConversionException("'" + text + "' must be " + allowed);
  }

  static final class Count implements ITypeConverter<Integer> {
    private static final int LARGEST = 100_000;

    @Override
    public Integer convert(String text) {
      try {
        int number = Integer.parseInt(text);
        if (number >= 1 && number <= LARGEST) {
          return number;
        }
      } catch (NumberFormatException notANumber) {
        // Told below.
      }
      throw wrong(text, "a whole number from 1 to " + LARGEST);
    }
  }

  static final class Side implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      try {
        int number = Integer.parseInt(text);
        if (number >= 2 && number <= 64) {
          return number;
        }
      } catch (NumberFormatException notANumber) {
        // Told below.
      }
      throw wrong(text, "a whole number from 2 to 64");
    }
  }

  static final class Weight implements ITypeConverter<Double> {
    @Override
    public Double convert(String text) {
      try {
        double number = Double.parseDouble(text);
        if (number >= 0 && number <= 1000) {
          return number;
        }
      } catch (NumberFormatException notANumber) {
        // Told below.
      }
      throw wrong(text, "a number from 0 to 1000");
    }
  }

  static final class Share implements ITypeConverter<Double> {
    @Override
    public Double convert(String text) {
      try {
        double number = Double.parseDouble(text);
        if (number > 0 && number < 1) {
          return number;
        }
      } catch (NumberFormatException notANumber) {
        // Told below.
      }
      throw wrong(text, "a number between 0 and 1");
    }
  }
}
