package dev.steward.console;

import java.util.Map;

/** What people call the events of the ledger. */
public final class EventWords {

  private static final Map<String, String> WORDS =
      Map.ofEntries(
          Map.entry("Register", "Registered"),
          Map.entry("Describe", "Described anew"),
          Map.entry("AssignOwners", "Owners named"),
          Map.entry("AcceptOwnership", "Ownership accepted"),
          Map.entry("TakeOver", "Ownership accepted"),
          Map.entry("Approve", "Approved"),
          Map.entry("Begin", "Its time began"),
          Map.entry("Certify", "Reviewed: goes on"),
          Map.entry("Limit", "Reviewed: goes on with less"),
          Map.entry("Suspend", "Suspended"),
          Map.entry("Resume", "Resumed"),
          Map.entry("Revoke", "Revoked for good"),
          Map.entry("ShadowStopped", "Stopped before anybody answered for it"),
          Map.entry("BeginHandOver", "Its owners went: hand-over began"),
          Map.entry("EndHandOver", "Hand-over ended"),
          Map.entry("Entrust", "Held by somebody else for the time being"),
          Map.entry("SuspendUnowned", "Suspended: nobody answered for it in time"),
          Map.entry("OwnersProposed", "People were asked to answer for it"),
          Map.entry("OwnershipDeclined", "Somebody declined to answer for it"),
          Map.entry("DeclineOwnership", "Somebody no longer answers for it"),
          Map.entry("ClientStopped", "Keycloak stopped its client"),
          Map.entry("ClientDestroyed", "Keycloak took its client's credentials away"),
          Map.entry("ClientRestored", "Keycloak let its client act again"),
          Map.entry("PermitTampered", "Its permit at Keycloak was tampered with"),
          Map.entry("PermitBehind", "Keycloak held an older permit"),
          Map.entry("PermitAhead", "Keycloak held a newer permit than was given"),
          Map.entry("PermitUndeliverable", "Its permit could not be delivered"),
          Map.entry("ClientReenabled", "Somebody enabled its stopped client"),
          Map.entry("ClientGone", "Its client is gone"),
          Map.entry("AdoptionProposed", "People were asked to answer for a client"),
          Map.entry("AdoptionAccepted", "Somebody answers for a client"),
          Map.entry("AdoptionDeclined", "Somebody declined to answer for a client"),
          Map.entry("AdoptionPassedOn", "Nobody answered in time: the next were asked"),
          Map.entry("AdoptionUnanswered", "Nobody answered for a client"),
          Map.entry("AdoptionWithdrawn", "A question about a client was taken back"),
          Map.entry("PersonGone", "Somebody is not here any more"),
          Map.entry("PersonBack", "Somebody is back"),
          Map.entry("PersonLinked", "Somebody has a new account at Keycloak"),
          Map.entry("PersonAdded", "A feed described somebody"),
          Map.entry("PersonChanged", "A feed described somebody anew"),
          Map.entry("PersonRemoved", "A feed removed somebody"));

  private EventWords() {}

  /** An event in a few words; one that has none is told by its name. */
  public static String of(String event) {
    return WORDS.getOrDefault(event, Labels.capital(Labels.spaced(event)));
  }
}
