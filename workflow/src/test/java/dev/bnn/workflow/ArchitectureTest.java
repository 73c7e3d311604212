// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses WORKFLOW = new ClassFileImporter().importPath(Path.of("target", "classes"));

    @Test
    void packagesHaveNoCycle() {
        slices().matching("dev.bnn.workflow.(**)").should().beFreeOfCycles().check(WORKFLOW);
    }

    @Test
    void nothingDependsOnGoalsButGoals() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.bnn.workflow.goals..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.bnn.workflow.goals..")
                .check(WORKFLOW);
    }

    @Test
    void goalsOfOnePurposeKnowNoneOfAnother() {
        slices().matching("dev.bnn.workflow.goals.(*)..")
                .should()
                .notDependOnEachOther()
                .check(WORKFLOW);
    }

    @Test
    void recordsKnowNothingOfModelsSearchesAndDesigns() {
        noClasses()
                .that()
                .resideInAPackage("dev.bnn.workflow.record..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.bnn.workflow.project..", "dev.bnn.workflow.tune..", "dev.bnn.workflow.hardware..")
                .check(WORKFLOW);
    }

    @Test
    void goalsSeeTheBackEndsThroughOneInterface() {
        noClasses()
                .that()
                .doNotHaveSimpleName("Backends")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.bnn.emit.hls..", "dev.bnn.emit.rtl..")
                .check(WORKFLOW);
    }

    /** Only the module cluster depends on Spark, and it depends on the workflow; neither is on the plugin's class path. */
    @Test
    void nothingKnowsSpark() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.bnn.cluster..", "org.apache.spark..", "org.apache.hadoop..", "scala..")
                .check(WORKFLOW);
    }
}
