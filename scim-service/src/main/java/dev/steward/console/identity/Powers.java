package dev.steward.console.identity;

import dev.steward.console.Deed;
import dev.steward.console.Viewer;
import dev.steward.identity.ChangeRefused;
import dev.steward.identity.ChangeRefused.Rule;
import dev.steward.identity.Identity;
import dev.steward.identity.Identity.Intent;
import dev.steward.identity.Owner;
import java.util.List;

/**
 * What a viewer may do with one identity, as it is now.
 *
 * @param answer whether they were named or asked and have not said yes
 * @param decline whether there is anything that they can say no to
 * @param link whether it has no client yet, and they may say which is its own
 * @param describe whether they may say when it ends by itself, and to which controls it is linked
 */
record Powers(
    boolean propose,
    boolean answer,
    boolean decline,
    boolean approve,
    boolean suspend,
    boolean resume,
    boolean revoke,
    boolean link,
    boolean describe) {

  /**
   * By role, and for owners who accepted: they may stop what they answer for, and ask others to
   * answer for it too. Only others let it go on.
   *
   * @param asked whether there is an open question to the viewer
   */
  static Powers of(Viewer viewer, Identity identity, boolean asked) {
    Intent intent = identity.intent();
    boolean live = intent != Intent.REVOKED;
    List<Owner> own =
        identity.owners().stream().filter(owner -> owner.person().equals(viewer.person())).toList();
    boolean decides = viewer.may(Deed.DECIDE_OWN);
    boolean owns = decides && own.stream().anyMatch(Owner::owns);
    boolean named = own.stream().anyMatch(owner -> !owner.accepted());
    return new Powers(
        live && (owns || viewer.may(Deed.PROPOSE_OWNERS)),
        live && decides && (named || asked),
        live && decides && (!own.isEmpty() || asked),
        intent == Intent.PROPOSED && viewer.may(Deed.CHANGE),
        intent == Intent.APPROVED && (owns || viewer.may(Deed.SUSPEND)),
        intent == Intent.SUSPENDED && viewer.may(Deed.SUSPEND),
        live && (owns || viewer.may(Deed.REVOKE)),
        live && identity.client() == null && viewer.may(Deed.CHANGE),
        live && viewer.may(Deed.CHANGE));
  }

  public boolean any() {
    return propose || answer || decline || approve || suspend || resume || revoke || link
        || describe;
  }

  /** Whether a form is there for it, by its name in an address. */
  public boolean offers(String deed) {
    return switch (deed) {
      case "propose" -> propose;
      case "decline" -> decline;
      case "suspend" -> suspend;
      case "resume" -> resume;
      case "revoke" -> revoke;
      case "link" -> link;
      case "end", "controls" -> describe;
      default -> false;
    };
  }

  /**
   * Passes by whoever may do it.
   *
   * @throws ChangeRefused for everybody else
   */
  static void require(boolean may, String deed) {
    if (!may) {
      throw new ChangeRefused(
          Rule.NOT_YOURS,
          "this is not yours to do, or not possible as the identity is now: to "
              + deed
              + "; its owners who accepted may, or an IAM administrator");
    }
  }
}
