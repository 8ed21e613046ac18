package dev.steward.scim;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import dev.steward.database.StorableText;
import dev.steward.scim.filter.Filter;
import dev.steward.scim.filter.FilterSyntaxException;

/** Any text as a filter: it is read and reads as itself when written, or is refused. */
public final class FilterFuzz {

  private FilterFuzz() {}

  public static void fuzzerTestOneInput(FuzzedDataProvider data) {
    read(data.consumeRemainingAsString());
  }

  static void read(String text) {
    try {
      Filter filter = Filter.parse(text);
      Fuzzing.require(filter.equals(Filter.parse(filter.text())), filter.text());
    } catch (FilterSyntaxException refusal) {
      Fuzzing.require(StorableText.isStorable(refusal.getMessage()), refusal.getMessage());
    }
    for (ResourceType type : Fuzzing.TYPES) {
      try {
        FilterCondition.of(type, text);
      } catch (ScimException refusal) {
        Fuzzing.requireSaid(refusal);
      }
    }
  }
}
