// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow;

import dev.bnn.workflow.project.Budgets;
import dev.bnn.workflow.project.Overrides;
import dev.bnn.workflow.project.Settings;
import java.nio.file.Path;

/** Default settings of a project: one thread, offline, no overrides and no budgets. */
public final class TestSettings {
    private TestSettings() {}

    /** Settings with the outputs in a folder of the project. */
    public static Settings of(Path project, String output) {
        return of(project, output, "", "");
    }

    public static Settings of(Path project, String output, Budgets budgets) {
        return of(project, output, "", "", budgets);
    }

    public static Settings of(Path project, String output, String recipe, String kernels) {
        return of(project, output, recipe, kernels, Budgets.NONE);
    }

    /** Settings with values that replace those of the train section. */
    public static Settings of(Path project, Overrides overrides) {
        return new Settings(
                project, project.resolve("out"), "1", project, true, 1, "", "", "", overrides, Budgets.NONE);
    }

    /** Settings with a requested target. */
    public static Settings target(Path project, String target) {
        return new Settings(
                project, project.resolve("out"), "1", project, true, 1, "", "", target, Overrides.NONE, Budgets.NONE);
    }

    private static Settings of(Path project, String output, String recipe, String kernels, Budgets budgets) {
        return new Settings(
                project, project.resolve(output), "1", project, true, 1, kernels, recipe, "", Overrides.NONE, budgets);
    }
}
