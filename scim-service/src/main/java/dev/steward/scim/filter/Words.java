package dev.steward.scim.filter;

import dev.steward.scim.filter.Token.Kind;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What single words of a filter mean: names of attributes, and literals. */
final class Words {

  private static final Set<String> RESERVED = Set.of("and", "or", "not");
  private static final Pattern URN = Pattern.compile("(?i)(urn:|https?://)[\\w.:/%+~@-]+");
  private static final Pattern NAME = Pattern.compile("[A-Za-z$_][\\w$-]*");
  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?");

  private static final String OPERATOR = "an operator (eq, ne, co, sw, ew, gt, ge, lt, le or pr)";
  private static final String LITERAL =
      "a value (text in double quotes, a number, true, false or null)";

  private static final int LONGEST_NUMBER = 100;
  private static final int MOST_DIGITS = 40;
  private static final int LARGEST_EXPONENT = 307;

  private Words() {}

  /** A URN may hold dots and colons; so the name begins after the last colon. */
  static AttributeName attribute(Token token) {
    String text = token.text();
    int colon = text.lastIndexOf(':');
    String urn = colon < 0 ? null : text.substring(0, colon);
    String path = text.substring(colon + 1);
    int dot = path.indexOf('.');
    String attribute = dot < 0 ? path : path.substring(0, dot);
    String sub = dot < 0 ? null : path.substring(dot + 1);
    if (!token.is(Kind.WORD)
        || RESERVED.contains(text.toLowerCase(Locale.ROOT))
        || (urn != null && !URN.matcher(urn).matches())
        || !isName(attribute)
        || (sub != null && !isName(sub))) {
      throw token.insteadOf("the name of an attribute (attribute or attribute.part)");
    }
    return new AttributeName(urn, attribute, sub);
  }

  /** A part that follows brackets: {@code .value}. */
  static String part(Token token) {
    String text = token.text();
    if (!text.startsWith(".") || !isName(text.substring(1))) {
      throw token.insteadOf("a part such as .value");
    }
    return text.substring(1);
  }

  private static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  static Operator operator(Token token) {
    return Optional.of(token)
        .filter(one -> one.is(Kind.WORD))
        .flatMap(one -> Operator.of(one.text()))
        .orElseThrow(() -> token.insteadOf(OPERATOR));
  }

  static Literal literal(Token token) {
    return switch (token.kind()) {
      case TEXT -> new Literal.Text(token.text());
      case WORD -> word(token).orElseGet(() -> number(token));
      default -> throw token.insteadOf(LITERAL);
    };
  }

  private static Optional<Literal> word(Token token) {
    return switch (token.text().toLowerCase(Locale.ROOT)) {
      case "true" -> Optional.of(new Literal.Bool(true));
      case "false" -> Optional.of(new Literal.Bool(false));
      case "null" -> Optional.of(new Literal.Null());
      default -> Optional.empty();
    };
  }

  private static Literal number(Token token) {
    String text = token.text();
    if (text.length() > LONGEST_NUMBER || !NUMBER.matcher(text).matches()) {
      throw token.insteadOf(LITERAL);
    }
    try {
      BigDecimal number = new BigDecimal(text);
      long exponent = (long) number.precision() - number.scale() - 1;
      if (number.precision() <= MOST_DIGITS && Math.abs(exponent) <= LARGEST_EXPONENT) {
        return new Literal.Numeric(number);
      }
    } catch (NumberFormatException e) {
      // Its exponent is beyond what even BigDecimal holds.
    }
    throw new FilterSyntaxException(
        token.column(),
        "a number has at most %d digits and an exponent of at most %d"
            .formatted(MOST_DIGITS, LARGEST_EXPONENT));
  }
}
