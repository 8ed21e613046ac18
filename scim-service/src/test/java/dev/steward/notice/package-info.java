@NullMarked
package dev.steward.notice;

import org.jspecify.annotations.NullMarked;
