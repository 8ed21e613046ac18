package dev.steward.console;

import io.quarkus.arc.All;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import jakarta.ws.rs.core.UriInfo;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What every page shows around its own content. */
@RequestScoped
@Named("house")
public class House {

  private final Viewer viewer;
  private final List<Room> rooms;
  private final Message message;
  private final UriInfo uri;
  private final RoutingContext context;
  private boolean counts = true;

  House(
      Viewer viewer, @All List<Room> rooms, Message message, UriInfo uri, RoutingContext context) {
    this.viewer = viewer;
    this.rooms = rooms;
    this.message = message;
    this.uri = uri;
    this.context = context;
  }

  /** A line of the navigation. */
  public record Way(String path, String title, long waiting, boolean here) {

    /** How many things wait there, in a few characters. */
    public String count() {
      return waiting > Room.MANY ? Room.MANY + "+" : Long.toString(waiting);
    }
  }

  public Viewer viewer() {
    return viewer;
  }

  /** The rooms that are open to the viewer, in their order. */
  public List<Way> ways() {
    String path = uri.getRequestUri().getPath();
    return rooms.stream()
        .filter(room -> room.isOpenTo(viewer))
        .sorted(Comparator.comparingInt(Room::place))
        .map(
            room ->
                new Way(
                    room.path(),
                    room.title(),
                    counts ? room.waiting(viewer) : 0,
                    isIn(path, room.path())))
        .toList();
  }

  /** From now on shows no numbers beside the rooms. */
  void countNothing() {
    counts = false;
  }

  /** What came of the request before this one, to be told once. */
  public Optional<String> message() {
    return message.take();
  }

  /** The address of a list: as it was narrowed, where somebody comes from it. */
  public String list(String path) {
    return Whence.list(path, Whence.of(context.request().getHeader(HttpHeaders.REFERER)));
  }

  private static boolean isIn(String path, String room) {
    return path.equals(room) || path.startsWith(room + "/");
  }
}
