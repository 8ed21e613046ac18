package dev.steward.notice;

import java.util.List;

/** Something that people are asked and may be written to about. */
public interface Occasions {

  /** The word under which letters about it are kept. */
  String kind();

  /** How a letter says it, before the names: such as {@code You are asked to answer for}. */
  String words();

  /** Up to {@code limit} open ones about which nobody was written to yet. */
  List<Occasion> unwritten(int limit);
}
