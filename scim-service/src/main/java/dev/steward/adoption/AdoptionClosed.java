package dev.steward.adoption;

import java.util.Locale;

/** A decision about an adoption that is over. */
public final class AdoptionClosed extends RuntimeException {

  private static final long serialVersionUID = 1L;

  AdoptionClosed(Adoption adoption) {
    super(
        "the adoption of %s is over: %s; propose it anew"
            .formatted(adoption.clientId(), adoption.state().name().toLowerCase(Locale.ROOT)));
  }
}
