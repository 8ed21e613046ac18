package dev.steward.notice;

import dev.steward.notice.Letters.Line;
import io.quarkus.arc.All;
import io.quarkus.mailer.Mail;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * The words of a letter. It tells nothing that would let its reader in: the link asks for a login.
 */
@ApplicationScoped
class Letter {

  private static final int MOST_NAMES = 20;
  private static final int LONGEST_NAME = 80;
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private static final String IF_ASKED =
      """


      Nobody answers for anything before they accept, and silence passes the question on.
      """;

  private final List<Occasion> occasions;
  private final NoticeConfig config;

  Letter(@All List<Occasion> occasions, NoticeConfig config) {
    this.occasions = occasions;
    this.config = config;
  }

  /** One letter about everything. */
  Mail to(String address, List<Line> lines) {
    StringBuilder text = new StringBuilder("Hello,\n\n");
    boolean asks = false;
    for (Occasion occasion : occasions) {
      List<Line> about =
          lines.stream().filter(line -> line.kind().equals(occasion.kind())).toList();
      if (!about.isEmpty()) {
        paragraph(text, occasion.words(), about);
        asks |= occasion.asks();
      }
    }
    text.append(
        asks ? "Please sign in and say yes or no" : "Please sign in to see what can be done");
    config.site().map(Letter::console).ifPresent(link -> text.append(":\n").append(link));
    text.append(asks ? IF_ASKED : "\n");
    return Mail.withText(address, subject(lines, asks), text.toString());
  }

  private static String subject(List<Line> lines, boolean asks) {
    return (asks ? "You are asked about " : "Time runs out for ")
        + (lines.size() == 1
            ? plain(lines.getFirst().name())
            : "%d identities".formatted(lines.size()));
  }

  private static void paragraph(StringBuilder text, String words, List<Line> about) {
    text.append(words).append(":\n");
    about.stream().limit(MOST_NAMES).forEach(line -> text.append(line(line)));
    if (about.size() > MOST_NAMES) {
      text.append("  and %d more\n".formatted(about.size() - MOST_NAMES));
    }
    text.append('\n');
  }

  private static String line(Line line) {
    Instant until = line.until();
    return "  %s%s\n"
        .formatted(plain(line.name()), until == null ? "" : " (until " + DAY.format(until) + ")");
  }

  private static String console(URI site) {
    String address = site.toString();
    return (address.endsWith("/") ? address.substring(0, address.length() - 1) : address)
        + "/console/work";
  }

  /** Names are whatever somebody typed, and a line break in a subject would be a header. */
  private static String plain(String name) {
    String plain = name.replaceAll("\\p{C}+", " ").strip();
    return plain.length() <= LONGEST_NAME ? plain : plain.substring(0, LONGEST_NAME) + "…";
  }
}
