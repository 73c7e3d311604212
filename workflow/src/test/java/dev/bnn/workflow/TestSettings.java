// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow;

import java.nio.file.Path;

/** The settings of a project that has said nothing: one thread, offline, no overrides and no budgets. */
final class TestSettings {
    private TestSettings() {}

    /** With the outputs in a folder of the project. */
    static Settings of(Path project, String output) {
        return of(project, output, "", "");
    }

    static Settings of(Path project, String output, String recipe, String kernels) {
        return new Settings(
                project,
                project.resolve(output),
                "1",
                project,
                true,
                1,
                kernels,
                recipe,
                "",
                Overrides.NONE,
                Budgets.NONE);
    }
}
