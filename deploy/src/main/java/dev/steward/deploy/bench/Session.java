package dev.steward.deploy.bench;

import dev.steward.deploy.Trouble;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The headers of somebody who signed in at a console as people do, by Keycloak's form; they sign in
 * anew before their token ends.
 */
final class Session implements Supplier<String> {

  private static final long KEPT = Duration.ofSeconds(60).toNanos();
  private static final int MOST_STEPS = 10;
  private static final Pattern FORM = Pattern.compile("<form[^>]*\\saction=\"([^\"]+)\"");

  private final URI console;
  private final String userName;
  private final String password;
  private final HttpClient http = HttpClient.newHttpClient();
  private String headers = "";
  private long since;

  Session(URI console, String userName, String password) {
    this.console = console;
    this.userName = userName;
    this.password = password;
  }

  @Override
  public synchronized String get() {
    if (headers.isEmpty() || System.nanoTime() - since > KEPT) {
      headers = "Cookie: %s\r\nAccept: text/html\r\n".formatted(signIn());
      since = System.nanoTime();
    }
    return headers;
  }

  /** The cookies of the console, once its first page opens. */
  private String signIn() {
    Map<String, Map<String, String>> cookies = new LinkedHashMap<>();
    String form = "";
    URI next = console;
    for (int step = 0; step < MOST_STEPS; step++) {
      HttpResponse<String> answer = send(next, form, cookies);
      form = "";
      Optional<String> elsewhere = answer.headers().firstValue("Location");
      if (elsewhere.isPresent()) {
        next = next.resolve(elsewhere.get());
      } else if (next.getAuthority().equals(console.getAuthority())) {
        return written(cookies.getOrDefault(console.getAuthority(), Map.of()));
      } else {
        Matcher action = FORM.matcher(answer.body());
        if (!action.find()) {
          break;
        }
        next = URI.create(action.group(1).replace("&amp;", "&"));
        form = "username=%s&password=%s".formatted(encoded(userName), encoded(password));
      }
    }
    throw new Trouble("%s cannot sign in at %s.".formatted(userName, console));
  }

  private HttpResponse<String> send(URI to, String form, Map<String, Map<String, String>> cookies) {
    Map<String, String> own =
        cookies.computeIfAbsent(to.getAuthority(), missing -> new LinkedHashMap<>());
    HttpRequest.Builder request = HttpRequest.newBuilder(to).header("Accept", "text/html");
    if (!own.isEmpty()) {
      request.header("Cookie", written(own));
    }
    if (!form.isEmpty()) {
      request
          .header("Content-Type", "application/x-www-form-urlencoded")
          .POST(BodyPublishers.ofString(form));
    }
    try {
      HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
      for (String cookie : answer.headers().allValues("Set-Cookie")) {
        String[] parts = cookie.split(";", 2)[0].split("=", 2);
        own.put(parts[0], parts[1]);
      }
      own.values().removeIf(String::isEmpty);
      return answer;
    } catch (IOException e) {
      throw new Trouble("%s cannot be reached: %s".formatted(to, e.getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Trouble("Interrupted while signing in at " + console + ".", e);
    }
  }

  private static String written(Map<String, String> cookies) {
    return cookies.entrySet().stream()
        .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
        .collect(Collectors.joining("; "));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
