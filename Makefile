# 知权 Zhiquan. `make run` starts the platform; `make test` runs everything. `make help` lists the rest.
.DEFAULT_GOAL := help
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
CARGO ?= cargo
TOOLS := tests/tools

.PHONY: help run build test fmt fmt-check lint docs test-unit test-sqlite test-postgres torture test-contract openapi diagrams generate \
	drift bench bench-acts bench-board bench-matching bench-watch demo-data deps clean

help: ## 列出全部命令。List the recipes.
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-14s %s\n", $$1, $$2}'

run: build ## 启动平台（SQLite，内置索引，演示数据）。Start the platform with the demo records, nothing to configure.
	ZHIQUAN_LOG_FORMAT=$${ZHIQUAN_LOG_FORMAT:-text} ZHIQUAN_LOG_LEVEL=$${ZHIQUAN_LOG_LEVEL:-warn} \
		exec target/release/zhiquan serve --demo

build: deps ## 优化编译。Build the program, optimised.
	$(CARGO) build --release --package zhiquan

test: deps fmt-check lint docs drift test-unit test-contract test-sqlite test-postgres ## 全部检查。Everything.

fmt: ## 排版。Format.
	$(CARGO) fmt --all

fmt-check: ## 检查排版。Check the format.
	$(CARGO) fmt --all --check

lint: ## 静态检查，警告即失败。Lints, warnings denied.
	$(CARGO) clippy --workspace --all-targets --quiet -- --deny warnings

docs: ## 文档检查。The documentation builds without a broken link.
	RUSTDOCFLAGS="--deny warnings" $(CARGO) doc --workspace --no-deps --quiet

test-unit: ## 单元测试。Unit tests of every package.
	$(CARGO) test --workspace --lib --bins --test engine --quiet

test-sqlite: ## 系统测试，SQLite。The system suite on SQLite.
	ZHIQUAN_TEST_DB=sqlite $(CARGO) test --workspace --test it

test-postgres: ## 系统测试，PostgreSQL。The system suite, and what else needs a server, on PostgreSQL servers of its own.
	$(TOOLS)/with-postgres.sh $(CARGO) test --package hall --lib --quiet -- --ignored
	$(TOOLS)/with-postgres.sh env ZHIQUAN_TEST_DB=postgres $(CARGO) test --workspace --test it

torture: ## 长时间破坏性测试（各库 1000 次 kill -9）。The torture suite at length: 1,000 kills on each database.
	ZHIQUAN_TORTURE_KILLS=$${ZHIQUAN_TORTURE_KILLS:-1000} ZHIQUAN_TEST_DB=sqlite \
		$(CARGO) test --workspace --test it torture::
	ZHIQUAN_TORTURE_KILLS=$${ZHIQUAN_TORTURE_KILLS:-1000} $(TOOLS)/with-postgres.sh env ZHIQUAN_TEST_DB=postgres \
		$(CARGO) test --workspace --test it torture::

test-contract: ## 接口模糊测试。Schemathesis against the running program, fixed seed.
	$(CARGO) build --workspace --bins --quiet
	$(TOOLS)/contract.sh target/debug/zhiquan

generate: openapi diagrams ## 重新生成全部生成文件。Make every generated file anew.

openapi: ## 生成 openapi/zhiquan.v1.json。Print the contract.
	$(CARGO) build --workspace --bins --quiet
	target/debug/zhiquan openapi > target/zhiquan.v1.json
	mv target/zhiquan.v1.json openapi/zhiquan.v1.json

diagrams: ## 由代码生成状态图。Draw the diagrams of states from the code.
	UPDATE_DIAGRAMS=1 $(CARGO) test --package domain --quiet diagrams

drift: generate ## 生成文件须与提交一致。Generated files equal the committed ones.
	@git diff --exit-code -- openapi docs/diagrams || { echo "generated files differ: commit what 'make generate' made"; exit 1; }

bench: deps ## 性能测量，写入 docs/benchmarks.md 的表。Measure and print the tables of docs/benchmarks.md.
	$(TOOLS)/with-postgres.sh --durable $(TOOLS)/with-postgres.sh $(CARGO) bench --package tests --bench figures

bench-board: deps ## 只测量看板与日历变更。Measure the board and a calendar that changes alone.
	$(TOOLS)/with-postgres.sh --durable $(CARGO) bench --package tests --bench figures -- board

bench-matching: ## 只测量需求与产品的匹配。Measure demands beside products alone.
	$(CARGO) bench --package tests --bench figures -- matching

bench-watch: deps ## 只测量押品监测（各库）。Measure the watch over collateral alone, on both databases.
	ZHIQUAN_TEST_DB=sqlite $(CARGO) bench --package tests --bench figures -- watch
	$(TOOLS)/with-postgres.sh env ZHIQUAN_TEST_DB=postgres $(CARGO) bench --package tests --bench figures -- watch

bench-acts: deps ## 只测量办理、登录与看板。Measure acts, readings, logins and the board alone.
	$(TOOLS)/with-postgres.sh --durable $(CARGO) bench --package tests --bench figures -- acts

demo-data: ## 重新生成演示商标。Make the invented marks anew.
	$(CARGO) build --workspace --bins --quiet
	target/debug/demo-trademarks data

deps: ## 安装缺少的系统工具。Install what the machine lacks.
	@$(TOOLS)/install.sh

clean: ## 删除编译结果（不含数据目录）。Remove what was built; data stay.
	$(CARGO) clean
