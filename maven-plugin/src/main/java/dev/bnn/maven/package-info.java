// SPDX-License-Identifier: Apache-2.0

/**
 * What all goals of the Maven plugin share: they read parameters, run the goal of {@code dev.bnn.workflow}, and write lines to
 * Maven's log and markers in Eclipse. The goals are in the subpackages, which have the same names as those of
 * {@code dev.bnn.workflow.goals}; nothing here depends on them.
 */
@NullMarked
package dev.bnn.maven;

import org.jspecify.annotations.NullMarked;
