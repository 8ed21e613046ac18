package dev.steward.console.review;

import dev.steward.console.Labels;
import dev.steward.console.When;
import dev.steward.console.identity.StandingWords;
import dev.steward.identity.Change;
import dev.steward.identity.Identity;
import dev.steward.identity.Identity.Intent;
import dev.steward.identity.Standing;

/** What comes of approving an identity, in a sentence for whoever would do it. */
final class WhatGoesOn {

  private WhatGoesOn() {}

  static String of(Identity identity, When when) {
    if (identity.intent() != Intent.APPROVED) {
      return "This is refused while it is %s: it is resumed first, or revoked."
          .formatted(Labels.word(identity.intent()));
    }
    Identity approved = new Change.Certify("it goes on").applyTo(identity, when.now());
    Standing now = identity.standing(when.now());
    StandingWords then = StandingWords.of(approved, when);
    if (then.standing() != Standing.GOOD) {
      return "It counts as reviewed. " + then.sentence();
    }
    return "%s Its next review is due on %s."
        .formatted(
            switch (now) {
              case LAPSED -> "It gets tokens again, as it is.";
              case BROWNOUT -> "It goes on as it is, and its tokens are refused no more.";
              default -> "It goes on as it is.";
            },
            when.day(approved.reviewDue()));
  }
}
