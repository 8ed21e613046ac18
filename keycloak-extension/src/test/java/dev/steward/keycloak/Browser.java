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

/** A person's browser: goes to the authorization endpoint and signs in. */
final class Browser {

  private static final Pattern FORM = Pattern.compile("action=\"([^\"]+)\"");

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
    Matcher form = FORM.matcher(page.body());
    if (!form.find()) {
      throw new AssertionError("no login page: " + page.statusCode() + " " + page.body());
    }
    URI action = URI.create(form.group(1).replace("&amp;", "&"));
    return answer(
        send(
            HttpRequest.newBuilder(action)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("username=" + user + "&password=" + user))));
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
