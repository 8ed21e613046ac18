package dev.steward.console.chart;

import java.util.Locale;

/** Numbers as people read them. */
public final class Numbers {

  private static final long THOUSAND = 1_000;
  private static final long MILLION = 1_000_000;
  private static final int SHORT = 10_000;

  private Numbers() {}

  /** Such as {@code 1,234,567}. */
  public static String whole(long number) {
    return String.format(Locale.ENGLISH, "%,d", number);
  }

  /** Such as {@code 1.2 M} or {@code 35 k}, where there is little room. */
  public static String brief(long number) {
    if (number >= MILLION) {
      return tenths(number, MILLION) + " M";
    }
    return number >= SHORT ? tenths(number, THOUSAND) + " k" : whole(number);
  }

  private static String tenths(long number, long unit) {
    long tenths = number * 10 / unit;
    return tenths % 10 == 0 || tenths >= 100
        ? whole(tenths / 10)
        : String.format(Locale.ENGLISH, "%.1f", tenths / 10.0);
  }

  /** The next of 1, 2, 5, 10, 20, 50, … that is not less: where a scale ends. */
  public static long roundUp(long most) {
    long step = 1;
    while (true) {
      for (long factor : new long[] {1, 2, 5}) {
        if (step * factor >= most) {
          return step * factor;
        }
      }
      step *= 10;
    }
  }

  /** A length in SVG, without more digits than a screen has. */
  static String length(double value) {
    String text = String.format(Locale.ROOT, "%.2f", value);
    return text.endsWith(".00") ? text.substring(0, text.length() - 3) : text;
  }
}
