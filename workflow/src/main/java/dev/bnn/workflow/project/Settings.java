// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.project;

import java.nio.file.Path;

/**
 * What all steps of a project share.
 *
 * @param baseDir folder against which relative data paths are resolved
 * @param output the folder {@code target/bnn}
 * @param version version of the plugin; part of every fingerprint
 * @param dataCache where downloaded data sets are kept
 * @param offline never download
 * @param threads threads for training and simulation; 0 lets each step choose
 * @param kernels what computes a training step, {@code host} or {@code nd4j}, or empty for what suits the machine
 * @param recipe name of the train section, or empty for the first
 * @param target name of the target section, or empty for the first
 * @param overrides values in place of those of the train section
 * @param budgets limits on the figures
 */
public record Settings(
        Path baseDir,
        Path output,
        String version,
        Path dataCache,
        boolean offline,
        int threads,
        String kernels,
        String recipe,
        String target,
        Overrides overrides,
        Budgets budgets) {}
