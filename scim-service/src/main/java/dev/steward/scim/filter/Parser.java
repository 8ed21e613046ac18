package dev.steward.scim.filter;

import dev.steward.scim.filter.Filter.And;
import dev.steward.scim.filter.Filter.Compare;
import dev.steward.scim.filter.Filter.Not;
import dev.steward.scim.filter.Filter.Or;
import dev.steward.scim.filter.Filter.Present;
import dev.steward.scim.filter.Filter.Values;
import dev.steward.scim.filter.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Reads one filter, or one path of a PATCH.
 *
 * <p>Each method reads what it is named after, and leaves the first token that is not part of it.
 */
final class Parser {

  static final int LONGEST = 8192;
  static final int DEEPEST = 60;
  static final int MOST_TERMS = 100;

  private final Tokens tokens;
  private Token token;
  private int depth;
  private int terms;
  private boolean amongValues;

  Parser(String text) {
    if (text.length() > LONGEST) {
      throw new FilterSyntaxException(
          LONGEST + 1,
          "%d characters are the most, and here are %d".formatted(LONGEST, text.length()));
    }
    tokens = new Tokens(text);
    token = tokens.next();
  }

  Filter filter() {
    Filter filter = any();
    end("\"and\", \"or\" or the end");
    return filter;
  }

  Target target() {
    AttributeName attribute = attribute();
    Filter filter = token.is(Kind.OPEN_VALUES) ? among() : null;
    String part = filter != null && token.is(Kind.WORD) ? part() : null;
    end(filter == null ? "a filter in [ ], or the end" : "a part such as .value, or the end");
    return new Target(attribute, filter, part);
  }

  private Filter any() {
    return joined("or", this::all, Or::new);
  }

  private Filter all() {
    return joined("and", this::one, And::new);
  }

  private Filter joined(
      String word, Supplier<Filter> operand, Function<List<Filter>, Filter> whole) {
    Filter first = operand.get();
    if (!token.isWord(word)) {
      return first;
    }
    List<Filter> filters = new ArrayList<>();
    filters.add(first);
    while (token.isWord(word)) {
      take();
      filters.add(operand.get());
    }
    return whole.apply(filters);
  }

  private Filter one() {
    if (token.is(Kind.OPEN)) {
      return group();
    }
    if (!token.isWord("not")) {
      return term();
    }
    take();
    if (!token.is(Kind.OPEN)) {
      throw token.insteadOf("a filter in parentheses after \"not\"");
    }
    return new Not(group());
  }

  private Filter group() {
    return enclosed(Kind.CLOSE, ")");
  }

  private Filter enclosed(Kind close, String mark) {
    Token open = take();
    if (++depth > DEEPEST) {
      throw new FilterSyntaxException(
          open.column(), "brackets are nested at most %d deep".formatted(DEEPEST));
    }
    Filter filter = any();
    if (!token.is(close)) {
      throw token.insteadOf(
          "\"and\", \"or\", or a \"%s\" that closes the \"%s\" of column %d"
              .formatted(mark, open.text(), open.column()));
    }
    take();
    depth--;
    return filter;
  }

  private Filter term() {
    AttributeName attribute = attribute();
    if (!token.is(Kind.OPEN_VALUES)) {
      return relation(attribute);
    }
    Filter filter = among();
    if (!token.is(Kind.WORD) || !token.text().startsWith(".")) {
      return new Values(attribute, filter);
    }
    Filter ofPart = relation(AttributeName.of(part()));
    return new Values(attribute, new And(List.of(filter, ofPart)));
  }

  /** What stands in square brackets. */
  private Filter among() {
    if (amongValues) {
      throw new FilterSyntaxException(
          token.column(), "there are no square brackets within square brackets");
    }
    amongValues = true;
    Filter filter = enclosed(Kind.CLOSE_VALUES, "]");
    amongValues = false;
    return filter;
  }

  private Filter relation(AttributeName attribute) {
    if (++terms > MOST_TERMS) {
      throw new FilterSyntaxException(
          token.column(), "a filter has at most %d comparisons".formatted(MOST_TERMS));
    }
    if (token.isWord("pr")) {
      take();
      return new Present(attribute);
    }
    Operator operator = Words.operator(token);
    take();
    Literal value = Words.literal(token);
    take();
    return new Compare(attribute, operator, value);
  }

  private AttributeName attribute() {
    AttributeName attribute = Words.attribute(token);
    take();
    return attribute;
  }

  private String part() {
    String part = Words.part(token);
    take();
    return part;
  }

  private void end(String expected) {
    if (!token.is(Kind.END)) {
      throw token.insteadOf(expected);
    }
  }

  private Token take() {
    Token taken = token;
    token = tokens.next();
    return taken;
  }
}
