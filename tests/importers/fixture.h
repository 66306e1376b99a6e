/* tests/importers/fixture.h - a folder for the files of one test. */
#ifndef PTE_TESTS_IMPORTERS_FIXTURE_H
#define PTE_TESTS_IMPORTERS_FIXTURE_H

/** Makes an empty folder and removes it with all its files: setup and teardown of a
 * group. */
int fixture_make_folder(void **state);
int fixture_remove_folder(void **state);

/** Where a file of that name stands in the folder; lent, four at a time. */
const char *fixture_path(const char *name);

/** Writes a file into the folder and tells where it stands; lent, four at a time. */
const char *fixture_write(const char *name, const char *content);

#endif
