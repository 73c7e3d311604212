// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses TRAINING = new ClassFileImporter().importPath(Path.of("target", "classes"));
    private static final String HOST = "dev.bnn.training.kernels.host..";

    @Test
    void packagesHaveNoCycle() {
        slices().matching("dev.bnn.training.(**)").should().beFreeOfCycles().check(TRAINING);
    }

    /** If ND4J computes on a device, an address of host memory is wrong or stale, so only the host's kernels may take one. */
    @Test
    void onlyTheHostsKernelsTakeAddresses() {
        noClasses()
                .that()
                .resideOutsideOfPackage(HOST)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.bytedeco..")
                .check(TRAINING);
        noClasses()
                .that()
                .resideOutsideOfPackage(HOST)
                .should()
                .callMethodWhere(describe(
                        "it takes an address",
                        call -> Set.of("address", "addressPointer", "pointer", "opaqueBuffer")
                                .contains(call.getTarget().getName())))
                .check(TRAINING);
    }

    /** Layers see only the interface of the kernels; the request chooses the implementation. */
    @Test
    void layersSeeTheInterfaceOfTheKernels() {
        noClasses()
                .that()
                .resideInAPackage("dev.bnn.training.layers..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(HOST)
                .check(TRAINING);
    }

    @Test
    void theTwoSetsOfKernelsDoNotKnowEachOther() {
        slices().matching("dev.bnn.training.kernels.(nd4j|host)..")
                .should()
                .notDependOnEachOther()
                .check(TRAINING);
    }

    /** The interface of the kernels depends on neither implementation, and arrays depend on no kernel. */
    @Test
    void kernelsDependOneWay() {
        noClasses()
                .that()
                .resideInAPackage("dev.bnn.training.kernels")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(HOST, "dev.bnn.training.kernels.nd4j")
                .check(TRAINING);
        noClasses()
                .that()
                .resideInAPackage("dev.bnn.training.kernels.array")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.bnn.training.kernels", "dev.bnn.training.layers..")
                .check(TRAINING);
    }
}
