// SPDX-License-Identifier: Apache-2.0

/**
 * Runs compiled networks: {@link dev.bnn.runtime.BnnModel} reads a {@code .bnnc} file and answers for images, {@link
 * dev.bnn.runtime.BnnPool} does so on several threads, and {@link dev.bnn.runtime.BnnImage} is an image of any size. All
 * three may be used by any number of threads.
 */
@NullMarked
package dev.bnn.runtime;

import org.jspecify.annotations.NullMarked;
