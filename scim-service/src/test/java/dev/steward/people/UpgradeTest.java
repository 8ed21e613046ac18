package dev.steward.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.start.EmbeddedDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpgradeTest {

  @TempDir Path home;

  @Test
  void keepsThePeopleWhomKeycloakDescribedBeforeThereWereFeeds() throws SQLException {
    try (var database = EmbeddedDatabase.startIn(home)) {
      String url = database.fresh("upgraded");
      migrate(url, database, "1");
      try (Connection connection =
          DriverManager.getConnection(url, database.user(), database.password())) {
        connection
            .createStatement()
            .execute(
                """
                insert into person
                  (id, user_name, email, name, present, last_seen, gone_at, deleted)
                values
                  ('a', 'ada', 'ada@looms.example', 'Ada', true, now(), null, false),
                  ('b', 'bo', null, null, false, now(), now(), false),
                  ('c', 'cy', null, 'Cy', false, now(), now(), true)
                """);
        migrate(url, database, "latest");

        assertThat(
                rows(
                    connection,
                    """
                    select concat_ws(' ', p.id, subject, user_name, display_name, v.value, feed,
                      account, present, deleted, active, listed, version)
                    from person p left join person_value v on v.person_id = p.id
                      and v.kind = 'EMAIL' and v.is_primary order by p.id
                    """))
            .containsExactly(
                "a a ada Ada ada@looms.example NONE ENABLED t f t t 1",
                "b b bo NONE DISABLED f f f t 1",
                "c c cy Cy NONE GONE f t f f 1");
      }
    }
  }

  private static void migrate(String url, EmbeddedDatabase database, String target) {
    Flyway.configure()
        .dataSource(url, database.user(), database.password())
        .target(target)
        .load()
        .migrate();
  }

  private static List<String> rows(Connection connection, String query) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (ResultSet results = connection.createStatement().executeQuery(query)) {
      while (results.next()) {
        rows.add(results.getString(1));
      }
    }
    return rows;
  }
}
