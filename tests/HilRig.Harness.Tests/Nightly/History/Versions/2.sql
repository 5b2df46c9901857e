-- A history as version 2 left it.
PRAGMA journal_mode = WAL;
PRAGMA application_id = 0x48526967;
CREATE TABLE nights (
    id INTEGER PRIMARY KEY, run TEXT NOT NULL UNIQUE, config TEXT NOT NULL,
    started INTEGER NOT NULL, -- milliseconds since 1970 in UTC
    zone INTEGER NOT NULL, -- minutes east of UTC where it ran
    seconds REAL NOT NULL, "commit" TEXT, tool TEXT NOT NULL, verdict TEXT NOT NULL, exit_code INTEGER NOT NULL,
    shard TEXT, -- of a part; NULL for a whole night
    record BLOB NOT NULL, -- result.json, zlib
    times BLOB NOT NULL -- times.json, zlib
, tools TEXT NOT NULL DEFAULT '{}') STRICT;
CREATE INDEX nights_in_time ON nights (config, started);
CREATE TABLE jobs (
    id INTEGER PRIMARY KEY, night INTEGER NOT NULL REFERENCES nights (id) ON DELETE CASCADE, position INTEGER NOT NULL,
    job TEXT NOT NULL, model TEXT NOT NULL, data TEXT NOT NULL, scheme TEXT NOT NULL, target TEXT NOT NULL, outcome TEXT NOT NULL,
    seconds REAL, attempts INTEGER, UNIQUE (night, position)
) STRICT;
CREATE TABLE figures (
    job INTEGER NOT NULL REFERENCES jobs (id) ON DELETE CASCADE, name TEXT NOT NULL, provenance TEXT NOT NULL, position INTEGER NOT NULL,
    value REAL, -- NULL for what is not a number
    unit TEXT NOT NULL, low REAL, high REAL, PRIMARY KEY (job, name, provenance, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE identities (
    job INTEGER NOT NULL REFERENCES jobs (id) ON DELETE CASCADE, name TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (job, name)
) STRICT, WITHOUT ROWID;
PRAGMA user_version = 2;
BEGIN;
INSERT INTO nights (id, run, config, started, zone, seconds, "commit", tool, verdict, exit_code, shard, record, times, tools) VALUES (1, 'run 0', 'bench', 1788219000000, 120, 12.5, '0000000000000000000000000000000000000000', 'hilrig 0.1.0', 'pass', 0, NULL, x'789ced564d8fd33010fd2bd693b8b9d934fd80f591451ce180c4a55468ea4c13b3b1536ca7dbaaea7f47ce96b60b420bda0509a9738b32f3e6e5e5cd687608ba664b5043895be34a283853d5b1d94222b66d0385da34de5422cf86590e094796a1b060a76b48ac1a721f6a2a265328d0130312bab5d64428e4bf1907a2016a874a6b280c8b9ee857b6dd206c43643b206fa1f0322bb2a2c05ee24bbb0850b31d4cfae4d25426862be3e2a8b84a65caae423120377a3581846d4b6e8e69902829121420efe54b72f4b5890af98a13fd9f61da2eeab64f5e5148309e29b42ef1984b2c4dd579be2775909837a42324d6d4740c35cc7389cef5e2bc48cafb76cd8e9c3ee5eee5b1d8b8107da7a3491dce314e203fa43cc4b35d43914b4834ed1dd4f5752e519baa4e18c3fc178d66b9b879ffeee3e7e2cdfcd473faa72dcfc0f556377ccebf188db3c911eef8fa215088c6de23cd254cc92e9a6892b63b2c8db777e47b073f312071cbde71b21ecab04abeaa28f6ff702ea16b72d5f7879ac26b0adc18c7504b6a024bf026cd0e252da06638082772258663d12ec5742c16860207419e856ec8aeb8ccc4a76efab6283097201f79493af63d92688f9979fa3c664e3017335fccfc0fcc1c8ddb3eba9753d2652b5fb6f27f69e4e97318f9b2912fe705fd5d23f727aa2b8dab0ec3b3665f1a9dbc7838677963e24d5b32542e11d84576ba9f348c45bab795188b94ca6586f9fe1bbf8d1496', x'789c9590b14ec43010447fe5342d4e6ee3281cec77d09dae30c99218ce76f03a5044f977645151d2bd6234f3343b745c24387067a0c5e522131896ec6343cf0d752fd4714f4cf440968960a032a63829b8b3ed609045b7200a268325690123bbf1a3e961f09e5e157cdde16be9e4675ff4ec63e9edf953c2c66155dbb8d83f0db5f77feb7d6b0703578a84b528d85695555ce54be5317d49f6d5ecba63749b0a188b8b330ca62dfb3883a12eac7739751718045175734dc5747251bf25c3206fbfc1f4564e5954ca9f0bdae1b81db7e30799256245', '{"gcc":"12.0","qemu-system-arm":"7.2.22"}');
INSERT INTO nights (id, run, config, started, zone, seconds, "commit", tool, verdict, exit_code, shard, record, times, tools) VALUES (2, 'run 1', 'bench', 1788305400000, 120, 12.5, '0000000000000000000000000000000000000001', 'hilrig 0.1.0', 'pass', 0, NULL, x'789ced564d8fd33010fd2bd693b8b9d924fd80f591451ce180c465a9d0d499266663a7d84e77abaaff1d392ddd2e08ed4abb2021756e8967debcbc3c8f668ba01bb6045548dc185741c199ba89ed0612b1eb5a2834a6f5a61679566439241c5986c2829d6e20b16ac97d6aa89ccea040cf0c48e8ce5a13a1903f2d8a03d100b545ad35148a324b6fbfb3ed47611322db11790b85d7599995257612dfba4580badec2a44fae4c6d62b8302e8ecb8b54a6ec2a942372e3375348d8aee2f69806898a224101722f5f9263a84d54c8d79ce8ff0ed3f5517743f28a4282f14ca17389c75c6269eadef39ed44162be231d21b1a6b667a822cf257a3788f32a29efbb353b72fa3e77278fc5c685e87b1d4dea708a511c417e49798867fb9622579068bb5ba8cbcb5ca2317593308afc0f8dae7371f5f1c3e7afe5bbf97dcfd909ef27b53c01d71bddf229ff723cc9a647b8e3f143a0108ddd23cd254cc52e9a6892b65b2c8db7b7e407ec6706246ed83b4ed6431556c95735c5e11fce257443aefef9d050784b815be3186a496d6009be4b7787921650d738082772258a89e8966236110b43818320cf42b764575c65e24b3f7b5f96984b908fbc241d871e49b4c7cc3c7b19332798b399cf66fe07668ec66d1e9dcb29e93c95cf53f9bf34f2ec258c7c9ec8e7f582feae918715d555c6d587cbb3665f199dbc785867f9cec4abae62a85c22b08becf470d3301169df566222522a5719e6bb1f1e9b159c', x'789c9590b14ec43010447fe5342d4e6ee3281cec77d09dae30c99218ce76f03a5044f977645151d2bd6234f3343b745c24387067a0c5e522131896ec6343cf0dd917eab827267a20cb44305019539c14dcd97630c8a25b100593c192b48091ddf8d1f430784faf0abeeef0b574f2b32f7af6b1f4f6fc2961e3b0aa6d5cec9f86dafbbff5beb583812b45c25a146cabca2aaef2a5f298be24fb6a76dd31ba4d058cc5c51906d3967d9cc15017d6bb9cba0b0c82a8bab9a6623ab9a8df926190b7df607a2ba72c2ae5cf05ed70dc8edbf1039af56247', '{"gcc":"12.1","qemu-system-arm":"7.2.22"}');
INSERT INTO nights (id, run, config, started, zone, seconds, "commit", tool, verdict, exit_code, shard, record, times, tools) VALUES (3, 'run 2', 'bench', 1788391800000, 120, 12.5, '0000000000000000000000000000000000000002', 'hilrig 0.1.0', 'pass', 0, NULL, x'789ced56c16e133114fc156b246eee76e3a681fa48114738207129117ab15f764dd7de607bdb4651ff1d791bd214845aa9050929beed7a3c6f7676fcf43648a6654fd013894b172c34826bdadcad2191fbbe8346ebbae81a515793aa864420cfd05870302d24561d854f2da9d31934e8990b12a6f7de6568d44f5b6a2b34416fd018038d89aacadbefec87a3b44e99fd11450f8dd795aa94c2adc4b77e91a02f3670e593ad6b5c4ec72ee413755c8e69bf4aea88c2c99b5348f8de72b78341c252266840ded957ec18cf1629141b2ef27fa7e9876cfa11bca254682253ea43d1319758ba66887c276a6b31df90c990b8a26e60e8495d4b0c6134e755713ef6571c28987becaddc1d7621e53898ec4a857d0eb523f905f290cf0f1d65b690e8fa6be8b3b35aa2754d5b3826f51f0a5dd4e2fce387cf5fd5bbf97dcdd99eee2795dc23376bd3f1be7e7532ad4e7774bbed8744293b7fc7349770964376d9156f3758bae8af2916987de682c425c7c0257ab0695572d5501effe15cc2b4149a9f0f2da5b794b87381a197d42596e09b7277a878017d81ad71a2d6623215fd52cca662e12871121459988efc8a6d25be0cb3f74a612e4131f3924c1e6b14d31e0bf3ec65c25c680e613e84f91f8439bbb07eb42f17d0a12b1fbaf27f19e4d94b04f9d0910fe305fddd208f236ab02e34dbcb73c5d13a53b2b81d67f9c6e5f3de32742d9138640e66bc69988a326f6b311505cab6c2fcf6077d9a16a2', x'789c9590b14ec43010447f259a1627e7d80a07fb1dd79dae30c99218ce76f03a4711e5df91454549f78ad1ccd3ec9071e1e040bd8214970b4f20186d9e5bfdda6a7bd13d594d5a3f69435a4341784c7112506fba4121b36c8105a41596240584ecc6cfd642e123bd09e8bac3d7d2c9cfbec8c9c762cde98bc3466115d3ba685f86dafbbf75db9941c195c2612d023255656557f95c794c0fcebe9a5d778c6e130661717186c2b4651f6710c485f5ce4d7f8642601137d7544c8d8bf2cd190a79fb0da6f7d264162e7f2ee886e376dc8e1f9cc56249', '{"gcc":"12.2","qemu-system-arm":"7.2.22"}');
INSERT INTO jobs (id, night, position, job, model, data, scheme, target, outcome, seconds, attempts) VALUES (1, 1, 0, 'digits/int32/qemu:mps2-an385', 'digits', '', 'int32', 'qemu:mps2-an385', 'pass', 3.25, 2);
INSERT INTO jobs (id, night, position, job, model, data, scheme, target, outcome, seconds, attempts) VALUES (2, 1, 1, 'digits/int32/qemu:mps2-an386', 'digits', '', 'int32', 'qemu:mps2-an386', 'pass', NULL, NULL);
INSERT INTO jobs (id, night, position, job, model, data, scheme, target, outcome, seconds, attempts) VALUES (3, 1, 2, 'tiny/int32/qemu:mps2-an385', 'tiny', '', 'int32', 'qemu:mps2-an385', 'pass', NULL, NULL);
INSERT INTO jobs (id, night, position, job, model, data, scheme, target, outcome, seconds, attempts) VALUES (4, 1, 3, 'tiny/int32/qemu:mps2-an386', 'tiny', '', 'int32', 'qemu:mps2-an386', 'pass', NULL, NULL);
INSERT INTO jobs (id, night, position, job, model, data, scheme, target, outcome, seconds, attempts) VALUES (5, 2, 0, 'digits/int32/qemu:mps2-an385', 'digits', '', 'int32', 'qemu:mps2-an385', 'pass', 3.25, 2);
INSERT INTO jobs (id, night, position, job, model, data, scheme, target, outcome, seconds, attempts) VALUES (6, 2, 1, 'digits/int32/qemu:mps2-an386', 'digits', '', 'int32', 'qemu:mps2-an386', 'pass', NULL, NULL);
INSERT INTO jobs (id, night, position, job, model, data, scheme, target, outcome, seconds, attempts) VALUES (7, 2, 2, 'tiny/int32/qemu:mps2-an385', 'tiny', '', 'int32', 'qemu:mps2-an385', 'pass', NULL, NULL);
INSERT INTO jobs (id, night, position, job, model, data, scheme, target, outcome, seconds, attempts) VALUES (8, 2, 3, 'tiny/int32/qemu:mps2-an386', 'tiny', '', 'int32', 'qemu:mps2-an386', 'pass', NULL, NULL);
INSERT INTO jobs (id, night, position, job, model, data, scheme, target, outcome, seconds, attempts) VALUES (9, 3, 0, 'digits/int32/qemu:mps2-an385', 'digits', '', 'int32', 'qemu:mps2-an385', 'pass', 3.25, 2);
INSERT INTO jobs (id, night, position, job, model, data, scheme, target, outcome, seconds, attempts) VALUES (10, 3, 1, 'digits/int32/qemu:mps2-an386', 'digits', '', 'int32', 'qemu:mps2-an386', 'pass', NULL, NULL);
INSERT INTO jobs (id, night, position, job, model, data, scheme, target, outcome, seconds, attempts) VALUES (11, 3, 2, 'tiny/int32/qemu:mps2-an385', 'tiny', '', 'int32', 'qemu:mps2-an385', 'pass', NULL, NULL);
INSERT INTO jobs (id, night, position, job, model, data, scheme, target, outcome, seconds, attempts) VALUES (12, 3, 3, 'tiny/int32/qemu:mps2-an386', 'tiny', '', 'int32', 'qemu:mps2-an386', 'pass', NULL, NULL);
INSERT INTO figures (job, name, provenance, position, value, unit, low, high) VALUES (1, 'cycles', 'estimated', 3, 1234.5, 'cycles', NULL, NULL);
INSERT INTO figures (job, name, provenance, position, value, unit, low, high) VALUES (1, 'exact', 'exact', 0, 100.0, '%', NULL, NULL);
INSERT INTO figures (job, name, provenance, position, value, unit, low, high) VALUES (1, 'instructions', 'emulated', 1, 1000.0, 'instructions', 990.0, 1010.0);
INSERT INTO figures (job, name, provenance, position, value, unit, low, high) VALUES (1, 'instructions[0 CONV_2D]', 'emulated', 2, 600.0, 'instructions', NULL, NULL);
INSERT INTO figures (job, name, provenance, position, value, unit, low, high) VALUES (2, 'cycles', 'estimated', 3, 1234.5, 'cycles', NULL, NULL);
INSERT INTO figures (job, name, provenance, position, value, unit, low, high) VALUES (2, 'exact', 'exact', 0, 100.0, '%', NULL, NULL);
INSERT INTO figures (job, name, provenance, position, value, unit, low, high) VALUES (2, 'instructions', 'emulated', 1, 1000.0, 'instructions', 990.0, 1010.0);
INSERT INTO figures (job, name, provenance, position, value, unit, low, high) VALUES (2, 'instructions[0 CONV_2D]', 'emulated', 2, 600.0, 'instructions', NULL, NULL);
INSERT INTO figures (job, name, provenance, position, value, unit, low, high) VALUES (3, 'cycles', 'estimated', 3, 1234.5, 'cycles', NULL, NULL);
INSERT INTO figures (job, name, provenance, position, value, unit, low, high) VALUES (3, 'exact', 'exact', 0, 100.0, '%', NULL, NULL);
INSERT INTO figures (job, name, provenance, position, value, unit, low, high) VALUES (3, 'instructions', 'emulated', 1, 1000.0, 'instructions', 990.0, 1010.0);
INSERT INTO figures (job, name, provenance, position, value, unit, low, high) VALUES (3, 'instructions[0 CONV_2D]', 'emulated', 2, 600.0, 'instructions', NULL, NULL);
INSERT INTO figures (job, name, provenance, position, value, unit, low, high) VALUES (4, 'cycles', 'estimated', 3, 1234.5, 'cycles', NULL, NULL);
INSERT INTO figures (job, name, provenance, position, value, unit, low, high) VALUES (4, 'exact', 'exact', 0, 100.0, '%', NULL, NULL);
INSERT INTO figures (job, name, provenance, position, value, unit, low, high) VALUES (4, 'instructions', 'emulated', 1, 1000.0, 'instructions', 990.0, 1010.0);
INSERT INTO figures (job, name, provenance, position, value, unit, low, high) VALUES (4, 'instructions[0 CONV_2D]', 'emulated', 2, 600.0, 'instructions', NULL, NULL);
INSERT INTO figures (job, name, provenance, position, value, unit, low, high) VALUES (5, 'cycles', 'estimated', 3, 1234.5, 'cycles', NULL, NULL);
INSERT INTO figures (job, name, provenance, position, value, unit, low, high) VALUES (5, 'exact', 'exact', 0, 100.0, '%', NULL, NULL);
INSERT INTO figures (job, name, provenance, position, value, unit, low, high) VALUES (5, 'instructions', 'emulated', 1, 1001.0, 'instructions', 990.0, 1010.0);
INSERT INTO figures (job, name, provenance, position, value, unit, low, high) VALUES (5, 'instructions[0 CONV_2D]', 'emulated', 2, 600.0, 'instructions', NULL, NULL);
INSERT INTO figures (job, name, provenance, position, value, unit, low, high) VALUES (6, 'cycles', 'estimated', 3, 1234.5, 'cycles', NULL, NULL);
INSERT INTO figures (job, name, provenance, position, value, unit, low, high) VALUES (6, 'exact', 'exact', 0, 100.0, '%', NULL, NULL);
INSERT INTO figures (job, name, provenance, position, value, unit, low, high) VALUES (6, 'instructions', 'emulated', 1, 1001.0, 'instructions', 990.0, 1010.0);
INSERT INTO figures (job, name, provenance, position, value, unit, low, high) VALUES (6, 'instructions[0 CONV_2D]', 'emulated', 2, 600.0, 'instructions', NULL, NULL);
INSERT INTO figures (job, name, provenance, position, value, unit, low, high) VALUES (7, 'cycles', 'estimated', 3, 1234.5, 'cycles', NULL, NULL);
INSERT INTO figures (job, name, provenance, position, value, unit, low, high) VALUES (7, 'exact', 'exact', 0, 100.0, '%', NULL, NULL);
INSERT INTO figures (job, name, provenance, position, value, unit, low, high) VALUES (7, 'instructions', 'emulated', 1, 1001.0, 'instructions', 990.0, 1010.0);
INSERT INTO figures (job, name, provenance, position, value, unit, low, high) VALUES (7, 'instructions[0 CONV_2D]', 'emulated', 2, 600.0, 'instructions', NULL, NULL);
INSERT INTO figures (job, name, provenance, position, value, unit, low, high) VALUES (8, 'cycles', 'estimated', 3, 1234.5, 'cycles', NULL, NULL);
INSERT INTO figures (job, name, provenance, position, value, unit, low, high) VALUES (8, 'exact', 'exact', 0, 100.0, '%', NULL, NULL);
INSERT INTO figures (job, name, provenance, position, value, unit, low, high) VALUES (8, 'instructions', 'emulated', 1, 1001.0, 'instructions', 990.0, 1010.0);
INSERT INTO figures (job, name, provenance, position, value, unit, low, high) VALUES (8, 'instructions[0 CONV_2D]', 'emulated', 2, 600.0, 'instructions', NULL, NULL);
INSERT INTO figures (job, name, provenance, position, value, unit, low, high) VALUES (9, 'cycles', 'estimated', 3, 1234.5, 'cycles', NULL, NULL);
INSERT INTO figures (job, name, provenance, position, value, unit, low, high) VALUES (9, 'exact', 'exact', 0, 100.0, '%', NULL, NULL);
INSERT INTO figures (job, name, provenance, position, value, unit, low, high) VALUES (9, 'instructions', 'emulated', 1, 1002.0, 'instructions', 990.0, 1010.0);
INSERT INTO figures (job, name, provenance, position, value, unit, low, high) VALUES (9, 'instructions[0 CONV_2D]', 'emulated', 2, 600.0, 'instructions', NULL, NULL);
INSERT INTO figures (job, name, provenance, position, value, unit, low, high) VALUES (10, 'cycles', 'estimated', 3, 1234.5, 'cycles', NULL, NULL);
INSERT INTO figures (job, name, provenance, position, value, unit, low, high) VALUES (10, 'exact', 'exact', 0, 100.0, '%', NULL, NULL);
INSERT INTO figures (job, name, provenance, position, value, unit, low, high) VALUES (10, 'instructions', 'emulated', 1, 1002.0, 'instructions', 990.0, 1010.0);
INSERT INTO figures (job, name, provenance, position, value, unit, low, high) VALUES (10, 'instructions[0 CONV_2D]', 'emulated', 2, 600.0, 'instructions', NULL, NULL);
INSERT INTO figures (job, name, provenance, position, value, unit, low, high) VALUES (11, 'cycles', 'estimated', 3, 1234.5, 'cycles', NULL, NULL);
INSERT INTO figures (job, name, provenance, position, value, unit, low, high) VALUES (11, 'exact', 'exact', 0, 100.0, '%', NULL, NULL);
INSERT INTO figures (job, name, provenance, position, value, unit, low, high) VALUES (11, 'instructions', 'emulated', 1, 1002.0, 'instructions', 990.0, 1010.0);
INSERT INTO figures (job, name, provenance, position, value, unit, low, high) VALUES (11, 'instructions[0 CONV_2D]', 'emulated', 2, 600.0, 'instructions', NULL, NULL);
INSERT INTO figures (job, name, provenance, position, value, unit, low, high) VALUES (12, 'cycles', 'estimated', 3, 1234.5, 'cycles', NULL, NULL);
INSERT INTO figures (job, name, provenance, position, value, unit, low, high) VALUES (12, 'exact', 'exact', 0, 100.0, '%', NULL, NULL);
INSERT INTO figures (job, name, provenance, position, value, unit, low, high) VALUES (12, 'instructions', 'emulated', 1, 1002.0, 'instructions', 990.0, 1010.0);
INSERT INTO figures (job, name, provenance, position, value, unit, low, high) VALUES (12, 'instructions[0 CONV_2D]', 'emulated', 2, 600.0, 'instructions', NULL, NULL);
INSERT INTO identities (job, name, value) VALUES (1, 'firmware', 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb');
INSERT INTO identities (job, name, value) VALUES (1, 'kernels', 'dsp');
INSERT INTO identities (job, name, value) VALUES (2, 'firmware', 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb');
INSERT INTO identities (job, name, value) VALUES (2, 'kernels', 'dsp');
INSERT INTO identities (job, name, value) VALUES (3, 'firmware', 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb');
INSERT INTO identities (job, name, value) VALUES (3, 'kernels', 'dsp');
INSERT INTO identities (job, name, value) VALUES (4, 'firmware', 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb');
INSERT INTO identities (job, name, value) VALUES (4, 'kernels', 'dsp');
INSERT INTO identities (job, name, value) VALUES (5, 'firmware', 'cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc');
INSERT INTO identities (job, name, value) VALUES (5, 'kernels', 'dsp');
INSERT INTO identities (job, name, value) VALUES (6, 'firmware', 'cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc');
INSERT INTO identities (job, name, value) VALUES (6, 'kernels', 'dsp');
INSERT INTO identities (job, name, value) VALUES (7, 'firmware', 'cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc');
INSERT INTO identities (job, name, value) VALUES (7, 'kernels', 'dsp');
INSERT INTO identities (job, name, value) VALUES (8, 'firmware', 'cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc');
INSERT INTO identities (job, name, value) VALUES (8, 'kernels', 'dsp');
INSERT INTO identities (job, name, value) VALUES (9, 'firmware', 'dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd');
INSERT INTO identities (job, name, value) VALUES (9, 'kernels', 'dsp');
INSERT INTO identities (job, name, value) VALUES (10, 'firmware', 'dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd');
INSERT INTO identities (job, name, value) VALUES (10, 'kernels', 'dsp');
INSERT INTO identities (job, name, value) VALUES (11, 'firmware', 'dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd');
INSERT INTO identities (job, name, value) VALUES (11, 'kernels', 'dsp');
INSERT INTO identities (job, name, value) VALUES (12, 'firmware', 'dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd');
INSERT INTO identities (job, name, value) VALUES (12, 'kernels', 'dsp');
COMMIT;
