package dev.steward.database;

import java.sql.SQLException;
import java.util.Optional;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;
import org.postgresql.util.ServerErrorMessage;

/** The database did not do what it was asked. */
public final class DatabaseException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  DatabaseException(SQLException cause) {
    super(cause.getMessage(), cause);
  }

  /**
   * Whether it would have broken the constraint, or doubled an entry of the index, of that name.
   */
  public boolean breaks(String constraint) {
    return serverError()
        .map(ServerErrorMessage::getConstraint)
        .filter(constraint::equals)
        .isPresent();
  }

  /** Whether it and others would have waited for each other for ever. */
  public boolean isDeadlock() {
    return state().filter(PSQLState.DEADLOCK_DETECTED.getState()::equals).isPresent();
  }

  /** Whether it is a value that it does not keep, or not beside others; it would keep another. */
  public boolean isAboutValues() {
    return state().filter(state -> state.startsWith("22") || state.startsWith("23")).isPresent();
  }

  private Optional<String> state() {
    return serverError().map(ServerErrorMessage::getSQLState);
  }

  private Optional<ServerErrorMessage> serverError() {
    return Optional.ofNullable(getCause())
        .filter(PSQLException.class::isInstance)
        .map(cause -> ((PSQLException) cause).getServerErrorMessage());
  }
}
