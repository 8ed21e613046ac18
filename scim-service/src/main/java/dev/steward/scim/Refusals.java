package dev.steward.scim;

import dev.steward.database.StaleVersion;
import dev.steward.group.NoSuchGroup;
import dev.steward.group.NoSuchMember;
import dev.steward.identity.ChangeRefused;
import dev.steward.people.NoSuchPerson;
import dev.steward.people.PersonNameTaken;
import dev.steward.registry.ClientTaken;
import dev.steward.registry.NoSuchIdentity;
import dev.steward.registry.UserNameTaken;
import java.util.Objects;
import java.util.function.Supplier;

/** Tells the registry's refusals in the words of SCIM. */
final class Refusals {

  private Refusals() {}

  static <T> T told(Supplier<T> change) {
    try {
      return change.get();
    } catch (ChangeRefused e) {
      throw refused(e);
    } catch (UserNameTaken | ClientTaken | PersonNameTaken e) {
      throw ScimException.uniqueness(words(e));
    } catch (NoSuchIdentity | NoSuchPerson | NoSuchGroup e) {
      throw ScimException.of(404, words(e));
    } catch (NoSuchMember e) {
      throw ScimException.invalidValue("members: " + words(e));
    } catch (StaleVersion e) {
      throw ScimException.stale(ScimAnswer.etag(e.present()));
    } catch (IllegalArgumentException e) {
      throw ScimException.invalidValue(words(e));
    }
  }

  private static ScimException refused(ChangeRefused e) {
    String detail = e.rule() + ": " + words(e);
    return switch (e.rule()) {
      case FIXED -> ScimException.fixed(detail);
      case TIER_EXCEEDED ->
          ScimException.invalidValue(detail + "; say in the same request what fits the tier");
      case OWNER_REQUIRED, NOT_NARROWER, UNKNOWN_CONTROL, NOT_A_PARENT, OUR_OWN ->
          ScimException.invalidValue(detail);
      case NOT_YOURS -> ScimException.of(403, detail);
      case REVOKED_IS_FINAL, OUT_OF_ORDER, OVER_LIMIT -> ScimException.of(409, detail);
    };
  }

  private static String words(RuntimeException e) {
    return Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName());
  }
}
