package dev.steward.scim.filter;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.scim2.common.exceptions.BadRequestException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;

/** The parser of the UnboundID SDK beside ours: what both read, they read the same way. */
class FilterOracleProperties {

  /** The SDK has more slips than are listed here; so all builds see the same texts. */
  private static final String SEED = "20261121";

  /** What the SDK takes and we do not, and why not. */
  private static final List<Difference> ONLY_THEIRS =
      List.of(
          new Difference("a name has one part at most", "\\w\\.[\\w$-]+\\.[\\w$]"),
          new Difference(
              "a word of the language names no attribute", "(?i)\\b(and|or|not)( +\\w\\w\\b|\\[)"),
          new Difference(
              "a name begins with a letter, and has ASCII letters", "(^|[\\s(\\[:.])[0-9-]|[^ -~]"),
          new Difference("no database keeps U+0000", "\\\\u0000"),
          new Difference("half a surrogate pair is no character", "(?i)\\\\ud[89a-f]"),
          new Difference("brackets open and close", FilterOracleProperties::isUnbalanced));

  /** What we take and the SDK does not, and why. */
  private static final List<Difference> ONLY_OURS =
      List.of(
          new Difference(
              "true, false and null are words of the language in any case",
              "(?i)\\b(true|false|null)\\b"),
          new Difference("a part after brackets is one more condition", "\\] *\\."),
          new Difference("quotes need no space before them", "\\w\""),
          new Difference("a space before a bracket changes nothing", "\\w +\\["));

  @Property(seed = SEED)
  @StatisticsReport(onFailureOnly = true)
  void readsWhatTheSdkReads(@ForAll("sensible") String text) {
    Statistics.collect(theirs(text).isPresent(), ours(text).isPresent());
    Statistics.coverage(both -> both.check(true, true).percentage(share -> share > 20));
    assertReadAlike(text);
  }

  @Property(seed = SEED)
  void refusesWhatTheSdkRefuses(@ForAll("nearlySensible") String text) {
    assertReadAlike(text);
  }

  @Property(seed = SEED)
  void makesNoMoreSenseOfHeapsOfWordsThanTheSdk(@ForAll("heaps") String text) {
    assertReadAlike(text);
  }

  @Provide
  Arbitrary<String> sensible() {
    return FilterTexts.sensible();
  }

  @Provide
  Arbitrary<String> nearlySensible() {
    return FilterTexts.nearlySensible();
  }

  @Provide
  Arbitrary<String> heaps() {
    return FilterTexts.heaps();
  }

  private static void assertReadAlike(String text) {
    Optional<Filter> theirs = theirs(text);
    Optional<Filter> ours = ours(text);
    if (theirs.isPresent() && ours.isPresent()) {
      assertThat(SdkFilter.alike(ours.get())).isEqualTo(SdkFilter.alike(theirs.get()));
    } else if (theirs.isPresent()) {
      assertThat(ONLY_THEIRS).as("only the SDK reads %s", text).anyMatch(one -> one.explains(text));
    } else if (ours.isPresent()) {
      assertThat(ONLY_OURS).as("only we read %s", text).anyMatch(one -> one.explains(text));
    }
  }

  private static Optional<Filter> ours(String text) {
    try {
      return Optional.of(Filter.parse(text));
    } catch (FilterSyntaxException e) {
      return Optional.empty();
    }
  }

  /** The SDK answers some texts with exceptions of the JDK. */
  private static Optional<Filter> theirs(String text) {
    try {
      return Optional.of(
          SdkFilter.read(com.unboundid.scim2.common.filters.Filter.fromString(text)));
    } catch (BadRequestException | RuntimeException e) {
      return Optional.empty();
    }
  }

  private static boolean isUnbalanced(String text) {
    String bare = text.replaceAll("\"(\\\\.|[^\"\\\\])*\"", "");
    return count(bare, '(') != count(bare, ')') || count(bare, '[') != count(bare, ']');
  }

  private static long count(String text, char wanted) {
    return text.chars().filter(c -> c == wanted).count();
  }

  private record Difference(String reason, Predicate<String> in) {

    Difference(String reason, String pattern) {
      this(reason, Pattern.compile(pattern).asPredicate());
    }

    boolean explains(String text) {
      return in.test(text);
    }
  }
}
