package dev.steward.console.register;

import dev.steward.console.Viewer;
import dev.steward.console.register.Registrations.Outcome;
import dev.steward.console.register.Registrations.Refused;
import dev.steward.console.register.Registrations.Registered;
import dev.steward.delivery.NewClients.Made;
import dev.steward.errand.Errand;
import dev.steward.errand.Errand.Result;
import dev.steward.errand.Errands;
import dev.steward.identity.Identity;
import jakarta.enterprise.context.RequestScoped;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Takes each form once, however often it is sent: by a second click, by loading its answer again,
 * or by going back to it.
 */
@RequestScoped
class Submissions {

  private final Registrations registrations;
  private final Errands errands;
  private final Viewer viewer;
  private @Nullable Outcome outcome;

  Submissions(Registrations registrations, Errands errands, Viewer viewer) {
    this.registrations = registrations;
    this.errands = errands;
    this.viewer = viewer;
  }

  /**
   * By what a form is known. With another user name it is another form, for whoever goes back to it
   * to register the next; one without a ticket is always another.
   */
  static UUID ticket(@Nullable String given, Typed typed) {
    String form = given == null ? UUID.randomUUID().toString() : given;
    String known = form + " " + typed.get(Entry.NAME);
    return UUID.nameUUIDFromBytes(known.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * What came of a form; nothing where it was sent before.
   *
   * @param ticket by which the form is known
   */
  Optional<Outcome> once(UUID ticket, Typed typed) {
    // the database keeps no text with the character that has no sign
    String what = "Register " + typed.get(Entry.NAME).replace("\0", "");
    try {
      errands.once(ticket, what, viewer.person(), () -> send(typed));
    } catch (NothingDone refused) {
      return Optional.ofNullable(outcome);
    }
    return Optional.ofNullable(outcome);
  }

  private List<Result> send(Typed typed) {
    Outcome came = registrations.register(typed);
    outcome = came;
    return switch (came) {
      case Registered registered -> List.of(result(registered));
      case Refused refused -> throw new NothingDone();
    };
  }

  private static Result result(Registered registered) {
    Identity identity = registered.identity();
    return new Result(
        identity.profile().userName(),
        identity.id().value(),
        Errand.Outcome.DONE,
        detail(registered.made()));
  }

  private static @Nullable String detail(@Nullable Made made) {
    if (made == null) {
      return null;
    }
    String client = "The client %s was made for it.".formatted(made.clientId());
    return made.secret() == null
        ? client
        : client
            + " Its secret was shown once, in the answer to the form, and is not shown again:"
            + " whoever has not copied it has Keycloak make a new one.";
  }

  /** Nothing was registered, so that the form may be sent again. */
  private static final class NothingDone extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NothingDone() {
      super("nothing was registered", null, false, false);
    }
  }
}
