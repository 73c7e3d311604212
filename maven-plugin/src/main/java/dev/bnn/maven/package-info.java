// SPDX-License-Identifier: Apache-2.0

/** The goals of the Maven plugin: parameters in, a goal of {@code dev.bnn.workflow} run, lines in Maven's log out. */
@NullMarked
package dev.bnn.maven;

import org.jspecify.annotations.NullMarked;
