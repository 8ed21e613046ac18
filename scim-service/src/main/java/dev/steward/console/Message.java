package dev.steward.console;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** A sentence that one request leaves for the page that the browser is sent to, which tells it. */
@RequestScoped
public class Message {

  private static final String COOKIE = "steward-said";
  private static final String PATH = "/console";
  private static final int SECONDS = 60;

  /** What a cookie takes, with room to spare. */
  private static final int LONGEST = 1_000;

  private final RoutingContext context;

  Message(RoutingContext context) {
    this.context = context;
  }

  /** Leaves a sentence. */
  public void leave(String sentence) {
    String steady = Sentences.steady(sentence);
    String text = steady.length() > LONGEST ? steady.substring(0, LONGEST) + "…" : steady;
    context
        .response()
        .addCookie(
            cookie(
                    Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(text.getBytes(StandardCharsets.UTF_8)))
                .setMaxAge(SECONDS));
  }

  /** The sentence that was left; it is gone then. */
  Optional<String> take() {
    Cookie cookie = context.request().getCookie(COOKIE);
    if (cookie == null) {
      return Optional.empty();
    }
    context.response().addCookie(cookie("").setMaxAge(0));
    return read(cookie.getValue());
  }

  private static Optional<String> read(String value) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(value), StandardCharsets.UTF_8);
      return Optional.of(text).filter(said -> !said.isBlank());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private Cookie cookie(String value) {
    return Cookie.cookie(COOKIE, value)
        .setPath(PATH)
        .setHttpOnly(true)
        .setSecure(context.request().isSSL())
        .setSameSite(CookieSameSite.LAX);
  }
}
