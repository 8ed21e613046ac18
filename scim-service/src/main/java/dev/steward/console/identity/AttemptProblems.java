package dev.steward.console.identity;

import dev.steward.console.Message;
import dev.steward.console.errand.Again;
import dev.steward.console.errand.Tickets;
import dev.steward.database.StaleVersion;
import dev.steward.evidence.Timeline;
import dev.steward.identity.ChangeRefused;
import dev.steward.identity.ChangeRefused.Rule;
import dev.steward.identity.Identity.Id;
import dev.steward.registry.ClientTaken;
import dev.steward.registry.OutOfBounds;
import dev.steward.registry.Recorded;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tries what somebody wants done. What is refused is said on the page, beside what was typed, under
 * an address of its own.
 */
@RequestScoped
class AttemptProblems {

  private static final int LONGEST_REASON = 2_000;
  private static final int FORBIDDEN = 403;

  private static final String OVERTAKEN =
      "somebody changed this identity since you opened the page, so nothing was done;"
          + " look at what changed, and do it again if it is still right";

  /** The version at which it was refused. */
  private static final String VERSION = "version";

  /** The version that whoever was overtaken had before them. */
  private static final String SEEN = "seen";

  private final IdentityView view;
  private final Message message;
  private final Tickets tickets;

  AttemptProblems(IdentityView view, Message message, Tickets tickets) {
    this.view = view;
    this.message = message;
    this.tickets = tickets;
  }

  /**
   * Tries it.
   *
   * @param seen the version that was on the page
   * @param deed tells what came of it
   */
  Response tried(Recorded recorded, Attempt attempt, long seen, Supplier<String> deed) {
    Id id = recorded.identity().id();
    try {
      message.leave(deed.get());
      // who declined may have nothing to do with it any more
      return Response.seeOther(
              URI.create(view.isVisible(id) ? ListQuery.PATH + "/" + id : "/console/work"))
          .build();
    } catch (StaleVersion e) {
      return back(id, attempt, List.of(String.valueOf(seen)), OVERTAKEN);
    } catch (ClientTaken | OutOfBounds e) {
      return back(id, attempt, List.of(), String.valueOf(e.getMessage()));
    } catch (ChangeRefused e) {
      return e.rule() == Rule.NOT_YOURS
          ? forbidden(id, attempt.refused(String.valueOf(e.getMessage())))
          : back(id, attempt, List.of(), String.valueOf(e.getMessage()));
    }
  }

  /** What somebody comes back to; it is no longer refused once the identity is another. */
  Attempt before(Recorded recorded, @Nullable String ticket) {
    Again again = tickets.again(ticket);
    Attempt attempt = Attempt.of(again);
    String why = again.error();
    long version = recorded.identity().version();
    if (why == null || !again.has(VERSION, version)) {
      return attempt;
    }
    String seen = again.text(SEEN);
    return seen.isEmpty()
        ? attempt.refused(why)
        : attempt.refused(why).since(view.since(recorded.identity().id(), Long.parseLong(seen)));
  }

  /** Passes by a reason that the ledger can keep. */
  static void requireReason(String reason) {
    if (reason.isEmpty() || reason.length() > LONGEST_REASON || reason.indexOf(0) >= 0) {
      throw new ChangeRefused(
          Rule.OUT_OF_ORDER,
          "say why, in at most %,d characters: the ledger keeps it".formatted(LONGEST_REASON));
    }
  }

  /**
   * Leads back to the form as it was sent.
   *
   * @param seen the version that was on the page, if it is another now
   */
  private Response back(Id id, Attempt attempt, List<String> seen, String why) {
    Map<String, List<String>> fields = new HashMap<>(attempt.fields());
    fields.put(VERSION, List.of(String.valueOf(view.visible(id).identity().version())));
    fields.put(SEEN, seen);
    return tickets.back(ListQuery.PATH + "/" + id, fields, why);
  }

  private Response forbidden(Id id, Attempt attempt) {
    Portrait portrait = view.portrait(view.visible(id), Timeline.NOW, attempt);
    return Response.status(FORBIDDEN)
        .type(MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
        .entity(new IdentityPage(portrait).render())
        .build();
  }
}
