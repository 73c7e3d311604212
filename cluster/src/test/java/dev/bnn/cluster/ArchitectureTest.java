// SPDX-License-Identifier: Apache-2.0
package dev.bnn.cluster;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses CLUSTER = new ClassFileImporter().importPath(Path.of("target", "classes"));

    @Test
    void packagesHaveNoCycle() {
        slices().matching("dev.bnn.cluster.(*)..").should().beFreeOfCycles().check(CLUSTER);
    }
}
