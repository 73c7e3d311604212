// SPDX-License-Identifier: Apache-2.0
package dev.bnn.maven;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Checks the module against its package comments. */
class ArchitectureTest {
    private static final JavaClasses PLUGIN = new ClassFileImporter().importPath(Path.of("target", "classes"));

    @Test
    void whatGoalsShareKnowsNoGoal() {
        noClasses()
                .that()
                .resideInAPackage("dev.bnn.maven")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.bnn.maven.*..")
                .check(PLUGIN);
    }

    @Test
    void goalsOfOnePurposeKnowNoneOfAnother() {
        slices().matching("dev.bnn.maven.(*)..").should().notDependOnEachOther().check(PLUGIN);
    }

    /** The packages here have the same names as those of the workflow. */
    @Test
    void aGoalRunsGoalsOfItsOwnPurposeOnly() {
        for (String purpose : new String[] {"training", "hardware", "exchange", "results", "authoring"}) {
            classes()
                    .that()
                    .resideInAPackage("dev.bnn.maven." + purpose)
                    .should()
                    .onlyDependOnClassesThat(resideOutsideOfPackage("dev.bnn.workflow.goals..")
                            .or(resideInAPackage("dev.bnn.workflow.goals." + purpose)))
                    .check(PLUGIN);
        }
    }
}
