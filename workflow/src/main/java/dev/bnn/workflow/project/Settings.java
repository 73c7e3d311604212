// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.project;

import java.nio.file.Path;

/**
 * Settings that all goals of a project share.
 *
 * @param baseDir folder against which relative data paths are resolved
 * @param output the folder {@code target/bnn}
 * @param version version of the plugin; part of every fingerprint
 * @param dataCache folder of downloaded data sets
 * @param offline true to never download
 * @param threads threads for training and simulation; with 0 each goal chooses
 * @param kernels kernels for training, {@code host} or {@code nd4j}; empty for those that suit the machine
 * @param recipe name of the train section, or empty for the first
 * @param target name of the target section, or empty for the first
 * @param overrides values that replace those of the train section
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
