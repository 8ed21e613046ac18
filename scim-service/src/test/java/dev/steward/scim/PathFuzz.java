package dev.steward.scim;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import dev.steward.database.StorableText;
import dev.steward.scim.filter.FilterSyntaxException;
import dev.steward.scim.filter.Target;

/** Any text as a path of a PATCH: it is read and reads as itself when written, or is refused. */
public final class PathFuzz {

  private PathFuzz() {}

  public static void fuzzerTestOneInput(FuzzedDataProvider data) {
    read(data.consumeRemainingAsString());
  }

  static void read(String text) {
    try {
      Target target = Target.parse(text);
      Fuzzing.require(target.equals(Target.parse(target.text())), target.text());
    } catch (FilterSyntaxException refusal) {
      Fuzzing.require(StorableText.isStorable(refusal.getMessage()), refusal.getMessage());
    }
    for (ResourceType type : Fuzzing.TYPES) {
      try {
        PatchPath.of(type, text);
      } catch (ScimException refusal) {
        Fuzzing.requireSaid(refusal);
      }
    }
  }
}
