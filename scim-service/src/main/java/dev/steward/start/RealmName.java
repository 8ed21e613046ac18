package dev.steward.start;

import dev.steward.address.AddressPart;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The name of a realm. It may have blanks and letters of any alphabet, which addresses may not; and
 * names of ledgers may have no blanks.
 */
final class RealmName {

  private static final String ADDRESS = "quarkus.oidc.auth-server-url";
  private static final String LEDGER = "steward.ledger.origin";

  private static final Pattern BLANK =
      Pattern.compile("[\\s\\p{Z}+]", Pattern.UNICODE_CHARACTER_CLASS);

  private RealmName() {}

  /** Those of the settings that end with a name as it is, with the name as it has to be spelled. */
  static Map<String, String> spelled(String realm, Function<String, Optional<String>> settings) {
    Map<String, String> spelled = new TreeMap<>();
    String inAddress = AddressPart.of(realm);
    String ofLedger =
        BLANK.matcher(realm).replaceAll((MatchResult blank) -> AddressPart.of(blank.group()));
    Map.of(ADDRESS, inAddress, LEDGER, ofLedger)
        .forEach(
            (setting, name) ->
                settings
                    .apply(setting)
                    .filter(value -> !name.equals(realm) && value.endsWith("/" + realm))
                    .map(value -> value.substring(0, value.length() - realm.length()) + name)
                    .ifPresent(value -> spelled.put(setting, value)));
    return spelled;
  }
}
