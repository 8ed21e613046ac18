package dev.steward.ownership;

import static io.restassured.RestAssured.given;

import dev.steward.testing.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The pages of the orphan report over HTTP, one after the other. */
final class OrphanPages {

  private OrphanPages() {}

  /**
   * Everything on them.
   *
   * @param query what to ask for, with the length of a page
   */
  static List<Map<String, Object>> walk(String query) {
    List<Map<String, Object>> orphans = new ArrayList<>();
    String after = "";
    while (after != null) {
      var page =
          given()
              .auth()
              .oauth2(Tokens.person("carol", "reports:read"))
              .get("/reports/orphans?" + query + after)
              .then()
              .statusCode(200)
              .extract()
              .jsonPath();
      orphans.addAll(page.getList("orphans"));
      String next = page.getString("next");
      after = next == null ? null : "&after=" + next;
    }
    return orphans;
  }
}
