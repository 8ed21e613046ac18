package dev.steward.console;

import dev.steward.identity.Identity.RiskTier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Words of the house as people read them. */
@ApplicationScoped
@Named("terms")
public class Terms {

  private static final Map<String, String> SPECIAL =
      Map.of("AI_AGENT", "AI agent", "ai-agent", "AI agent");

  private static final String GRANT_TYPE = "urn:ietf:params:oauth:grant-type:";

  /** A constant in words, such as {@code service account}. */
  public String of(Enum<?> constant) {
    return of(constant.name());
  }

  /** A constant's name in words. */
  public String of(String constant) {
    return SPECIAL.getOrDefault(
        constant, constant.toLowerCase(Locale.ROOT).replaceAll("[_-]", " "));
  }

  /** The same at the beginning of a sentence. */
  public String first(Enum<?> constant) {
    return Labels.capital(of(constant));
  }

  /** The same of a constant's name. */
  public String first(String constant) {
    return Labels.capital(of(constant));
  }

  /** The risk tiers in words, the lowest first. */
  public List<String> tiers() {
    return Arrays.stream(RiskTier.values()).map(this::of).toList();
  }

  /** A way to get tokens, without what stands before those that OAuth itself knows. */
  public String grant(String type) {
    return type.startsWith(GRANT_TYPE) ? type.substring(GRANT_TYPE.length()) : type;
  }

  /** Roles, with those first that give most away: it all, a part of administering, anything. */
  public List<String> tellingFirst(List<String> roles) {
    return roles.stream().sorted(Comparator.comparingInt(Terms::telling)).toList();
  }

  private static int telling(String role) {
    if (role.equals("admin") || role.endsWith(":realm-admin")) {
      return 0;
    }
    if (role.startsWith("realm-management:") || role.contains("-realm:")) {
      return role.contains(":manage-") || role.endsWith(":impersonation") ? 1 : 2;
    }
    return role.startsWith("default-roles-") ? 4 : 3;
  }

  /** The name of an event in the ledger in words, such as {@code Ownership accepted}. */
  public String event(String name) {
    return EventWords.of(name);
  }

  /** Days to a deadline, such as {@code 3 days late}. */
  public String left(long days) {
    if (days == 0) {
      return "today";
    }
    String length = Math.abs(days) == 1 ? "1 day" : Math.abs(days) + " days";
    return days < 0 ? length + " late" : length;
  }
}
