package dev.steward.keycloak;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A person's browser: goes to the authorization endpoint, signs in, and agrees. */
final class Browser {

  private static final Pattern FORM = Pattern.compile("action=\"([^\"]+)\"");
  private static final Pattern CODE = Pattern.compile("name=\"code\" value=\"([^\"]+)\"");

  private final HttpClient http =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

  // Kept by hand: the JDK keeps secure cookies from this machine, where browsers send them.
  private final Map<String, String> cookies = new LinkedHashMap<>();

  /** Where the authorization endpoint sends the browser without asking anybody. */
  Map<String, String> turnedAway(TestClient client, Map<String, String> parameters) {
    return answer(authorize(client, parameters));
  }

  /** Signs in and returns what the client is told. */
  Map<String, String> signIn(TestClient client, String user, Map<String, String> parameters) {
    HttpResponse<String> page = authorize(client, parameters);
    return answer(submit(page, "username=" + user + "&password=" + user));
  }

  /** Signs in where a device sent the person to, and lets the device have what it asks for. */
  void approve(URI verification, String user) {
    HttpResponse<String> login = arrive(send(HttpRequest.newBuilder(verification)));
    HttpResponse<String> consent = arrive(submit(login, "username=" + user + "&password=" + user));
    HttpResponse<String> end =
        arrive(submit(consent, "accept=Yes&code=" + encoded(found(CODE, consent))));
    if (!end.uri().getPath().endsWith("/device/status") || end.uri().getQuery() != null) {
      throw new AssertionError("not approved: " + end.uri() + " " + end.body());
    }
  }

  private HttpResponse<String> submit(HttpResponse<String> page, String fields) {
    return send(
        HttpRequest.newBuilder(page.uri().resolve(found(FORM, page).replace("&amp;", "&")))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(fields)));
  }

  private HttpResponse<String> arrive(HttpResponse<String> response) {
    HttpResponse<String> page = response;
    while (page.statusCode() == 302 || page.statusCode() == 303) {
      String location = page.headers().firstValue("location").orElseThrow();
      page = send(HttpRequest.newBuilder(page.uri().resolve(location)));
    }
    return page;
  }

  private static String found(Pattern pattern, HttpResponse<String> page) {
    Matcher matcher = pattern.matcher(page.body());
    if (!matcher.find()) {
      throw new AssertionError("no " + pattern + ": " + page.statusCode() + " " + page.body());
    }
    return matcher.group(1);
  }

  private HttpResponse<String> authorize(TestClient client, Map<String, String> parameters) {
    String query =
        parameters.entrySet().stream()
            .map(each -> each.getKey() + "=" + encoded(each.getValue()))
            .collect(Collectors.joining("&"));
    return send(
        HttpRequest.newBuilder(
            client
                .realm()
                .uri(
                    "/protocol/openid-connect/auth?client_id=%s&redirect_uri=%s&%s"
                        .formatted(client.clientId(), encoded("http://127.0.0.1/cb"), query))));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    if (!cookies.isEmpty()) {
      request.header(
          "Cookie",
          cookies.entrySet().stream()
              .map(each -> each.getKey() + "=" + each.getValue())
              .collect(Collectors.joining("; ")));
    }
    try {
      HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
      for (String cookie : response.headers().allValues("set-cookie")) {
        String[] pair = cookie.substring(0, (cookie + ";").indexOf(';')).split("=", 2);
        cookies.put(pair[0], pair[1]);
      }
      return response;
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static Map<String, String> answer(HttpResponse<String> response) {
    String location =
        response
            .headers()
            .firstValue("location")
            .orElseThrow(() -> new AssertionError(response.statusCode() + " " + response.body()));
    String answer = location.substring(location.replace('#', '?').indexOf('?') + 1);
    return Pattern.compile("&")
        .splitAsStream(answer)
        .map(each -> each.split("=", 2))
        .collect(
            Collectors.toMap(
                each -> each[0],
                each -> URLDecoder.decode(each[1], StandardCharsets.UTF_8),
                (first, again) -> first));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
