package dev.steward.database;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGStatement;
import org.postgresql.util.PSQLState;

/**
 * The database, asked in SQL. Inside a transaction every statement is part of it.
 *
 * <p>Parameters are what PostgreSQL's driver takes, and instants, enums and collections of texts.
 */
@ApplicationScoped
public class Database {

  /** How many changes are made together; the driver sends no more than 250 in one go. */
  public static final int MOST_TOGETHER = 100;

  /** Connections hold PostgreSQL to ways for any values; this asks for another in one journey. */
  private static final String BY_VALUES =
      "select set_config('plan_cache_mode', 'force_custom_plan', true);\n";

  /** The same for how long the statements after it may take. */
  private static final String WITHIN = "select set_config('statement_timeout', ?, true);\n";

  private final DataSource source;

  Database(DataSource source) {
    this.source = source;
  }

  /** Changes rows and tells how many. It is planned as {@link #lookUp} says. */
  public int update(String sql, @Nullable Object... parameters) {
    try (Connection connection = source.getConnection();
        PreparedStatement statement = prepare(connection, sql, parameters)) {
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  /**
   * Makes several changes, in one journey to the database and in this order: all of them or none,
   * outside of a transaction too.
   *
   * @return how many rows each of them changed
   */
  public List<Integer> together(List<Statement> statements) {
    return together(statements, Optional.empty(), row -> {});
  }

  /**
   * The same, and a question about what has come of them, in the same journey.
   *
   * @param each takes every row of the answer
   */
  public List<Integer> together(
      List<Statement> statements, Optional<Statement> question, Consumer<Row> each) {
    if (statements.size() > MOST_TOGETHER) {
      throw new IllegalArgumentException("%d changes are too many".formatted(statements.size()));
    }
    List<Statement> all = Stream.concat(statements.stream(), question.stream()).toList();
    String sql = all.stream().map(Statement::sql).collect(Collectors.joining(";\n"));
    Object[] parameters =
        all.stream().flatMap(statement -> statement.parameters().stream()).toArray();
    try (Connection connection = source.getConnection();
        PreparedStatement statement = prepare(connection, sql, parameters)) {
      statement.execute();
      List<Integer> changed = new ArrayList<>();
      for (int i = 0; i < statements.size(); i++) {
        changed.add(statement.getUpdateCount());
        statement.getMoreResults();
      }
      if (question.isPresent()) {
        tell(statement.getResultSet(), each);
      }
      return changed;
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  /**
   * The rows of a query, or those that an update returns. Each time PostgreSQL looks at the values
   * before it chooses its way: a way for any values takes it that a bound lets a third of all rows
   * through.
   */
  public <T> List<T> list(String sql, Function<Row, T> reader, @Nullable Object... parameters) {
    try (Connection connection = source.getConnection();
        PreparedStatement statement = prepare(connection, BY_VALUES + sql, parameters)) {
      keepTogether(statement);
      statement.execute();
      statement.getMoreResults();
      return rows(statement.getResultSet(), reader);
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  /**
   * The rows of a query that finds them by their keys, or whatever else is found in the same way
   * for all values: PostgreSQL chooses the way once and keeps to it.
   */
  public <T> List<T> lookUp(String sql, Function<Row, T> reader, @Nullable Object... parameters) {
    List<T> rows = new ArrayList<>();
    each(sql, row -> rows.add(reader.apply(row)), parameters);
    return rows;
  }

  /** Looks rows up by their keys, as {@link #lookUp} does, and keeps none of them. */
  public void each(String sql, Consumer<Row> each, @Nullable Object... parameters) {
    try (Connection connection = source.getConnection();
        PreparedStatement statement = prepare(connection, sql, parameters)) {
      tell(statement.executeQuery(), each);
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  private static <T> List<T> rows(ResultSet results, Function<Row, T> reader) throws SQLException {
    List<T> rows = new ArrayList<>();
    tell(results, row -> rows.add(reader.apply(row)));
    return rows;
  }

  private static void tell(ResultSet results, Consumer<Row> each) throws SQLException {
    try (results) {
      Row row = new Row(results);
      while (results.next()) {
        each.accept(row);
      }
    }
  }

  /** The first row of a query, if there is one. */
  public <T> Optional<T> first(
      String sql, Function<Row, T> reader, @Nullable Object... parameters) {
    return list(sql, reader, parameters).stream().findFirst();
  }

  /** The one number that a query answers with. */
  public long number(String sql, @Nullable Object... parameters) {
    return first(sql, Row::firstNumber, parameters).orElseThrow();
  }

  /** The same of a query that is planned as {@link #lookUp} says. */
  public long lookUpNumber(String sql, @Nullable Object... parameters) {
    return lookUp(sql, Row::firstNumber, parameters).getFirst();
  }

  /**
   * The rows of a query as {@link #list} finds them, or nothing when that would take longer. Only
   * outside of a transaction, which would end with it.
   */
  public <T> Optional<List<T>> listWithin(
      Duration patience, String sql, Function<Row, T> reader, @Nullable Object... parameters) {
    List<@Nullable Object> values = new ArrayList<>();
    values.add(Long.toString(patience.toMillis()));
    Collections.addAll(values, parameters);
    try (Connection connection = source.getConnection();
        PreparedStatement statement =
            prepare(connection, WITHIN + BY_VALUES + sql, values.toArray())) {
      keepTogether(statement);
      statement.execute();
      statement.getMoreResults();
      statement.getMoreResults();
      return Optional.of(rows(statement.getResultSet(), reader));
    } catch (SQLException e) {
      if (PSQLState.QUERY_CANCELED.getState().equals(e.getSQLState())) {
        return Optional.empty();
      }
      throw new DatabaseException(e);
    }
  }

  /**
   * Has what stands together travel together. The driver would send a statement that it has
   * prepared and that tells texts on a journey of its own, on which nothing is left of what was set
   * before.
   */
  private static void keepTogether(PreparedStatement statement) throws SQLException {
    statement.unwrap(PGStatement.class).setPrepareThreshold(0);
  }

  private static PreparedStatement prepare(
      Connection connection, String sql, @Nullable Object... parameters) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < parameters.length; i++) {
      statement.setObject(i + 1, forDriver(connection, parameters[i]));
    }
    return statement;
  }

  private static @Nullable Object forDriver(Connection connection, @Nullable Object value)
      throws SQLException {
    if (value instanceof Instant instant) {
      return instant.atOffset(ZoneOffset.UTC);
    }
    if (value instanceof Enum<?> constant) {
      return constant.name();
    }
    if (value instanceof Collection<?> texts) {
      return connection.createArrayOf("text", texts.toArray());
    }
    return value;
  }
}
