// SPDX-License-Identifier: Apache-2.0
package dev.bnn.data;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Holds the data module to docs/architecture.md. */
class ArchitectureTest {
    private static final JavaClasses DATA = new ClassFileImporter().importPath(Path.of("target", "classes"));

    @Test
    void packagesDependOneWay() {
        slices().matching("dev.bnn.data.(*)..").should().beFreeOfCycles().check(DATA);
    }

    @Test
    void onlyTheEntryPointsKnowTheReaders() {
        noClasses()
                .that()
                .resideInAPackage("dev.bnn.data")
                .and()
                .doNotHaveSimpleName("DataSets")
                .and()
                .doNotHaveSimpleName("DataRequest")
                .and()
                .doNotHaveSimpleName("IdxFiles")
                .and()
                .doNotHaveSimpleName("Photo")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.bnn.data.*..")
                .check(DATA);
    }

    @Test
    void decodersKnowNothingOfDataSets() {
        classes()
                .that()
                .resideInAnyPackage("dev.bnn.data.picture", "dev.bnn.data.matlab")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "javax..", "us.hebi..", "dev.bnn.data.picture", "dev.bnn.data.matlab")
                .check(DATA);
    }
}
